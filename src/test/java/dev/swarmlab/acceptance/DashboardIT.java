package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.browser.HeadlessBrowser;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The page of a real lab: what happens to the swarm is seen in the browser, right and at once. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {

    private static final String LAB = "dashboard-it";

    /** From the moment at which the engine or a manager says so. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** What the swarm itself may take. */
    private static final Duration SWARM = Duration.ofSeconds(90);

    private static final int PAGES = 20;

    private static OuterEngine engine;
    private static HeadlessBrowser browser;
    private static StartedProcess dashboard;
    private static String address;

    @BeforeAll
    static void up(@TempDir Path folder) throws IOException {
        engine = OuterEngine.open();
        Path file = folder.resolve("lab.yml");
        Files.writeString(file, """
                name: %s
                managers: 3
                workers: 2
                images: [{image: swarmlab/echo:latest, build: %s}]
                """.formatted(LAB, SwarmLabProcess.home().resolve("images/echo")));
        swarmlab("up", file.toString()).succeeded();
        dashboard = SwarmLabProcess.of("dashboard", LAB).start();
        Await.until(
                "the link",
                Deadline.in(Duration.ofSeconds(20)),
                () -> Answer.readyIf(dashboard.outputSoFar().contains("http"), dashboard.errorsSoFar()));
        address = dashboard.outputSoFar().strip();
        browser = HeadlessBrowser.open();
        browser.screen(HeadlessBrowser.Screen.PROJECTOR);
    }

    @AfterAll
    static void down() {
        browser.close();
        dashboard.interrupt();
        assertThat(dashboard.await(Duration.ofSeconds(20)).exitCode()).isEqualTo(130);
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    @BeforeEach
    void show() {
        browser.show(address);
        browser.awaitCount(5, "body[data-connection=live] [data-node]", Duration.ofSeconds(20));
    }

    @AfterEach
    void saveScreenshot(TestInfo test) {
        browser.saveScreenshot("real-" + test.getTestMethod().orElseThrow().getName());
    }

    private static String in(String node, String command) {
        return engine.execute("swarmlab-" + LAB + "-" + node, "sh", "-c", command);
    }

    /** What a manager says, without the page. */
    private static void awaitSwarm(String node, String command, Predicate<String> holds) {
        Await.until(command, Deadline.in(SWARM), () -> {
            String said = in(node, command);
            return Answer.readyIf(holds.test(said), said);
        });
    }

    private static long runningTasks(String node) {
        return in(node, "docker service ps echo --filter desired-state=running --format '{{.CurrentState}}'")
                .lines()
                .filter(state -> state.startsWith("Running"))
                .count();
    }

    @Test
    @Order(1)
    void a_scale_from_one_to_six() {
        in("manager", "docker service create --quiet --name echo registry:5000/swarmlab/echo:latest");
        browser.awaitOne("[data-service-name=echo][data-desired='1'][data-running='1']", AT_ONCE);

        in("manager", "docker service scale --detach echo=6");
        browser.awaitOne("[data-service-name=echo][data-desired='6']", AT_ONCE);
        Await.until(
                "six tasks",
                Deadline.in(SWARM),
                () -> Answer.readyIf(runningTasks("manager") == 6, "not all of them run"));
        browser.awaitOne("[data-service-name=echo][data-running='6']", AT_ONCE);
        browser.awaitCount(6, "[data-service=echo][data-state=running]", AT_ONCE);
        for (String node : List.of("manager", "manager02", "manager03", "worker01", "worker02")) {
            browser.awaitCount(
                    Integer.parseInt(in(node, "docker ps --quiet | wc -l").strip()),
                    "[data-node=" + node + "] [data-service=echo][data-state=running]",
                    AT_ONCE);
        }
        browser.saveScreenshots("real");
    }

    @Test
    @Order(2)
    void a_killed_task_and_its_successor() {
        String container = in("worker01", "docker ps --quiet | head -n 1").strip();
        in("worker01", "docker kill " + container);

        browser.awaitOne("[data-node=worker01] [data-service=echo][data-state=failed]", AT_ONCE);
        browser.await("why it failed", AT_ONCE, page -> page.text().contains("task: non-zero exit (137)"));
        Await.until(
                "the successor",
                Deadline.in(SWARM),
                () -> Answer.readyIf(runningTasks("manager") == 6, "not all of them run"));
        browser.awaitCount(6, "[data-service=echo][data-state=running]", AT_ONCE);
    }

    @Test
    @Order(3)
    void a_drained_node_whose_tasks_move() {
        in("manager", "docker node update --availability drain worker02");
        browser.awaitOne("[data-node=worker02][data-availability=drain]", AT_ONCE);

        awaitSwarm("worker02", "docker ps --quiet", String::isBlank);
        browser.awaitNone("[data-node=worker02] [data-service=echo][data-state=running]", AT_ONCE);
        Await.until(
                "the six of them elsewhere",
                Deadline.in(SWARM),
                () -> Answer.readyIf(runningTasks("manager") == 6, "not all of them run"));
        browser.awaitCount(6, "[data-service=echo][data-state=running]", AT_ONCE);
        browser.await("what happened", AT_ONCE, page -> page.text().contains("no longer on worker02"));
        in("manager", "docker node update --availability active worker02");
        browser.awaitOne("[data-node=worker02][data-availability=active]", AT_ONCE);
    }

    @Test
    @Order(4)
    void a_node_that_is_promoted_and_demoted() {
        in("manager", "docker node promote worker02");
        browser.awaitOne("[data-node=worker02][data-role=manager]", AT_ONCE);

        // Before that, a demotion would be refused.
        awaitSwarm("manager", "docker node ls | grep worker02", said -> said.contains("Reachable"));
        assertThat(in("manager", "docker node demote worker02")).contains("demoted");
        browser.awaitOne("[data-node=worker02][data-role=worker]", AT_ONCE);
    }

    @Test
    @Order(5)
    void a_node_that_is_switched_off_and_on_again() {
        String container = engine.containerId("swarmlab-" + LAB + "-worker01").orElseThrow();
        engine.client().killContainerCmd(container).exec();
        browser.awaitOne("[data-node=worker01][data-container=exited]", AT_ONCE);

        awaitSwarm(
                "manager", "docker node inspect worker01 --format '{{.Status.State}}'", said -> said.contains("down"));
        browser.awaitOne("[data-node=worker01][data-state=down]", AT_ONCE);

        engine.client().startContainerCmd(container).exec();
        browser.awaitOne("[data-node=worker01][data-container=running]", AT_ONCE);
        awaitSwarm(
                "manager", "docker node inspect worker01 --format '{{.Status.State}}'", said -> said.contains("ready"));
        browser.awaitOne("[data-node=worker01][data-state=ready]", AT_ONCE);
    }

    @Test
    @Order(6)
    void twenty_pages_of_a_quiet_lab_cost_little() throws IOException {
        browser.show("about:blank");
        List<InputStream> pages = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            InputStream events = URI.create(address + "api/events").toURL().openStream();
            assertThat(events.read()).isEqualTo('e');
            pages.add(events);
        }
        Duration before = processorTime();
        long began = System.nanoTime();
        Duration quiet = Duration.ofSeconds(20);
        Await.until(
                "the measured time to pass",
                Deadline.in(quiet.multipliedBy(2)),
                () -> Answer.readyIf(System.nanoTime() - began >= quiet.toNanos(), "it is still measured"));
        double share = (double) processorTime().minus(before).toNanos() / (System.nanoTime() - began);
        System.out.printf("%d pages of a quiet lab of five nodes: %.1f %% of a core%n", PAGES, share * 100);
        for (InputStream page : pages) {
            page.close();
        }

        assertThat(share).isLessThan(0.05);
    }

    private static Duration processorTime() {
        return dashboard.process().info().totalCpuDuration().orElseThrow();
    }

    @Test
    @Order(7)
    void the_loss_of_the_leader() {
        String container = engine.containerId("swarmlab-" + LAB + "-manager").orElseThrow();
        browser.awaitOne("[data-node=manager][data-leader=true]", AT_ONCE);
        engine.client().killContainerCmd(container).exec();
        browser.awaitOne("[data-node=manager][data-container=exited]", AT_ONCE);

        String leader = "docker node ls --format '{{.Hostname}} {{.ManagerStatus}}' | grep Leader | cut -d' ' -f1";
        awaitSwarm("manager02", leader, said -> said.startsWith("manager0"));
        String successor = in("manager02", leader).strip();
        browser.awaitOne("[data-node=" + successor + "][data-leader=true]", AT_ONCE);
        browser.awaitNone("[data-node=manager][data-leader=true]", AT_ONCE);
        browser.await("what happened", AT_ONCE, page -> page.text().contains(successor + " leads"));

        engine.client().startContainerCmd(container).exec();
        browser.awaitOne("[data-node=manager][data-container=running]", AT_ONCE);
    }
}
