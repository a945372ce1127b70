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

/** The dashboard page of a real lab: the browser shows each change of the swarm correctly and within two seconds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {

    private static final String LAB = "dashboard-it";

    /** The time from an event of the engine or a manager to its display. */
    private static final Duration DISPLAY_TIME = Duration.ofSeconds(2);

    /** The time that the swarm itself may take. */
    private static final Duration SWARM_TIME = Duration.ofSeconds(90);

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

    /** Waits until the output of a command on a node matches. */
    private static void awaitSwarm(String node, String command, Predicate<String> holds) {
        Await.until(command, Deadline.in(SWARM_TIME), () -> {
            String output = in(node, command);
            return Answer.readyIf(holds.test(output), output);
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
    void shows_a_service_that_is_scaled_from_one_to_six() {
        in("manager", "docker service create --quiet --name echo registry:5000/swarmlab/echo:latest");
        browser.awaitOne("[data-service-name=echo][data-desired='1'][data-running='1']", DISPLAY_TIME);

        in("manager", "docker service scale --detach echo=6");
        browser.awaitOne("[data-service-name=echo][data-desired='6']", DISPLAY_TIME);
        Await.until(
                "six tasks",
                Deadline.in(SWARM_TIME),
                () -> Answer.readyIf(runningTasks("manager") == 6, "not all of them run"));
        browser.awaitOne("[data-service-name=echo][data-running='6']", DISPLAY_TIME);
        browser.awaitCount(6, "[data-service=echo][data-state=running]", DISPLAY_TIME);
        for (String node : List.of("manager", "manager02", "manager03", "worker01", "worker02")) {
            browser.awaitCount(
                    Integer.parseInt(in(node, "docker ps --quiet | wc -l").strip()),
                    "[data-node=" + node + "] [data-service=echo][data-state=running]",
                    DISPLAY_TIME);
        }
        browser.saveScreenshots("real");
    }

    @Test
    @Order(2)
    void shows_a_killed_task_and_its_successor() {
        String container = in("worker01", "docker ps --quiet | head -n 1").strip();
        in("worker01", "docker kill " + container);

        browser.awaitOne("[data-node=worker01] [data-service=echo][data-state=failed]", DISPLAY_TIME);
        browser.await("why it failed", DISPLAY_TIME, page -> page.text().contains("task: non-zero exit (137)"));
        Await.until(
                "the successor",
                Deadline.in(SWARM_TIME),
                () -> Answer.readyIf(runningTasks("manager") == 6, "not all of them run"));
        browser.awaitCount(6, "[data-service=echo][data-state=running]", DISPLAY_TIME);
    }

    @Test
    @Order(3)
    void shows_a_drained_node_whose_tasks_move() {
        in("manager", "docker node update --availability drain worker02");
        browser.awaitOne("[data-node=worker02][data-availability=drain]", DISPLAY_TIME);

        awaitSwarm("worker02", "docker ps --quiet", String::isBlank);
        browser.awaitNone("[data-node=worker02] [data-service=echo][data-state=running]", DISPLAY_TIME);
        Await.until(
                "six tasks on other nodes",
                Deadline.in(SWARM_TIME),
                () -> Answer.readyIf(runningTasks("manager") == 6, "not all of them run"));
        browser.awaitCount(6, "[data-service=echo][data-state=running]", DISPLAY_TIME);
        browser.await("what happened", DISPLAY_TIME, page -> page.text().contains("no longer on worker02"));
        in("manager", "docker node update --availability active worker02");
        browser.awaitOne("[data-node=worker02][data-availability=active]", DISPLAY_TIME);
    }

    @Test
    @Order(4)
    void shows_a_node_that_is_promoted_and_demoted() {
        in("manager", "docker node promote worker02");
        browser.awaitOne("[data-node=worker02][data-role=manager]", DISPLAY_TIME);

        // Docker refuses a demotion before that.
        awaitSwarm("manager", "docker node ls | grep worker02", output -> output.contains("Reachable"));
        assertThat(in("manager", "docker node demote worker02")).contains("demoted");
        browser.awaitOne("[data-node=worker02][data-role=worker]", DISPLAY_TIME);
    }

    @Test
    @Order(5)
    void shows_a_node_that_is_killed_and_started_again() {
        String container = engine.containerId("swarmlab-" + LAB + "-worker01").orElseThrow();
        engine.client().killContainerCmd(container).exec();
        browser.awaitOne("[data-node=worker01][data-container=exited]", DISPLAY_TIME);

        String state = "docker node inspect worker01 --format '{{.Status.State}}'";
        awaitSwarm("manager", state, output -> output.contains("down"));
        browser.awaitOne("[data-node=worker01][data-state=down]", DISPLAY_TIME);

        engine.client().startContainerCmd(container).exec();
        browser.awaitOne("[data-node=worker01][data-container=running]", DISPLAY_TIME);
        awaitSwarm("manager", state, output -> output.contains("ready"));
        browser.awaitOne("[data-node=worker01][data-state=ready]", DISPLAY_TIME);
    }

    @Test
    @Order(6)
    void twenty_pages_of_an_idle_lab_need_little_processor_time() throws IOException {
        browser.show("about:blank");
        List<InputStream> pages = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            InputStream events = URI.create(address + "api/events").toURL().openStream();
            assertThat(events.read()).isEqualTo('e');
            pages.add(events);
        }
        Duration before = processorTime();
        long began = System.nanoTime();
        Duration idle = Duration.ofSeconds(20);
        Await.until(
                "the measured time to pass",
                Deadline.in(idle.multipliedBy(2)),
                () -> Answer.readyIf(System.nanoTime() - began >= idle.toNanos(), "the measurement runs"));
        double share = (double) processorTime().minus(before).toNanos() / (System.nanoTime() - began);
        System.out.printf("%d pages of an idle lab of five nodes: %.1f %% of a core%n", PAGES, share * 100);
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
    void shows_the_loss_of_the_leader() {
        String container = engine.containerId("swarmlab-" + LAB + "-manager").orElseThrow();
        browser.awaitOne("[data-node=manager][data-leader=true]", DISPLAY_TIME);
        engine.client().killContainerCmd(container).exec();
        browser.awaitOne("[data-node=manager][data-container=exited]", DISPLAY_TIME);

        String leader = "docker node ls --format '{{.Hostname}} {{.ManagerStatus}}' | grep Leader | cut -d' ' -f1";
        awaitSwarm("manager02", leader, output -> output.startsWith("manager0"));
        String successor = in("manager02", leader).strip();
        browser.awaitOne("[data-node=" + successor + "][data-leader=true]", DISPLAY_TIME);
        browser.awaitNone("[data-node=manager][data-leader=true]", DISPLAY_TIME);
        browser.await("what happened", DISPLAY_TIME, page -> page.text().contains(successor + " leads"));

        engine.client().startContainerCmd(container).exec();
        browser.awaitOne("[data-node=manager][data-container=running]", DISPLAY_TIME);
    }
}
