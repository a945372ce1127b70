package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Container;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stop} and {@code start} keep a lab with its services. {@code node} changes single nodes. */
class StopStartIT {

    private static final String LAB = "stop-start";
    private static final String MANAGER = "swarmlab-stop-start-manager";
    private static final String WORKER = "swarmlab-stop-start-worker01";
    private static final URI ECHO = URI.create("http://localhost:28470/");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static OuterEngine engine;
    private static Path file;

    @BeforeAll
    static void create_a_service(@TempDir Path folder) throws IOException {
        engine = OuterEngine.open();
        file = Files.writeString(folder.resolve("lab.yml"), """
                name: %s
                managers: 3
                workers: 1
                ports: ["28470:8080"]
                images: [{image: swarmlab/echo:latest, build: %s}]
                """.formatted(
                        LAB, SwarmLabProcess.home().resolve("images/echo")));
        swarmlab("up", file.toString()).succeeded();
        String name = "--name echo --mode global";
        String port = "--publish mode=host,target=8080,published=8080";
        inManager("docker service create --quiet " + name + " " + port + " registry:5000/swarmlab/echo:latest");
        awaitService();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    @BeforeEach
    void repair() {
        swarmlab("up", file.toString()).succeeded();
    }

    private static String inManager(String command) {
        return engine.execute(MANAGER, "sh", "-c", command);
    }

    private static void awaitService() {
        Await.until("four tasks of the service that answers", Deadline.in(PATIENCE), () -> {
            String replicas =
                    inManager("docker service ls --format '{{.Replicas}}'").strip();
            try (InputStream page = ECHO.toURL().openStream()) {
                String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
                return Answer.readyIf(replicas.equals("4/4") && text.contains("Hello"), replicas + " " + text);
            }
        });
    }

    /** The sorted node list of the first manager. */
    private static List<String> nodes(String format) {
        return inManager("docker node ls --format '" + format + "'")
                .lines()
                .map(String::strip)
                .sorted()
                .toList();
    }

    /** Waits until the node list has a line. */
    private static void awaitNode(String format, String line) {
        Await.until(line, Deadline.in(PATIENCE), () -> {
            List<String> nodes = nodes(format);
            return Answer.readyIf(nodes.contains(line), nodes.toString());
        });
    }

    private static List<String> states() {
        return engine.containers(LAB).stream()
                .map(Container::getState)
                .distinct()
                .toList();
    }

    private static void node(String action, String... names) {
        List<String> all = new ArrayList<>(List.of("node", action, "--lab", LAB));
        all.addAll(List.of(names));
        swarmlab(all.toArray(String[]::new)).succeeded();
    }

    /** The state of the lab without that of its swarm's leader, which may change. */
    private static String withoutLeader(JsonNode status) {
        return status.toString().replaceAll("\"leader\":(true|false)", "");
    }

    @Test
    void a_started_lab_has_the_same_containers_nodes_ports_and_services() {
        List<String> resources = engine.resourcesOf(LAB);
        List<String> containers = engine.containerIds(LAB);
        List<String> ids = nodes("{{.ID}} {{.Hostname}}");
        JsonNode status = swarmlab("status", LAB, "-o", "json").succeeded().json();

        swarmlab("stop", LAB).succeeded();

        assertThat(states()).containsExactly("exited");
        assertThat(engine.resourcesOf(LAB)).containsExactlyInAnyOrderElementsOf(resources);

        JsonNode started = swarmlab("start", LAB, "-o", "json").succeeded().json();

        assertThat(states()).containsExactly("running");
        assertThat(engine.resourcesOf(LAB)).containsExactlyInAnyOrderElementsOf(resources);
        assertThat(engine.containerIds(LAB)).isEqualTo(containers);
        assertThat(nodes("{{.ID}} {{.Hostname}}")).isEqualTo(ids);
        assertThat(withoutLeader(started)).isEqualTo(withoutLeader(status));
        awaitService();
    }

    @Test
    void start_reports_a_node_that_was_removed_and_up_restores_it() {
        swarmlab("stop", LAB).succeeded();
        engine.client().removeContainerCmd(WORKER).exec();

        String error = swarmlab("start", LAB).endedWith(1).err();

        assertThat(error).contains("it has no container for worker01", "swarmlab up '" + file + "'");
        assertThat(states()).containsExactly("exited");
        swarmlab("up", file.toString()).succeeded();
        awaitService();
    }

    @Test
    void a_drained_node_has_no_tasks_until_it_is_active_again() {
        node("drain", "worker01");
        awaitNode("{{.Hostname}} {{.Availability}}", "worker01 Drain");
        Await.until("the end of the tasks of worker01", Deadline.in(PATIENCE), () -> {
            String tasks = engine.execute(WORKER, "docker", "ps", "--quiet");
            return Answer.readyIf(tasks.isBlank(), tasks);
        });

        node("activate", "worker01");

        awaitNode("{{.Hostname}} {{.Availability}}", "worker01 Active");
        awaitService();
    }

    @Test
    void a_worker_is_promoted_and_demoted() {
        node("promote", "worker01");
        assertThat(nodes("{{.Hostname}} {{.ManagerStatus}}")).contains("worker01 Reachable");

        node("demote", "worker01");
        assertThat(nodes("{{.Hostname}} {{.ManagerStatus}}")).contains("worker01");
    }

    @Test
    void a_paused_node_is_down_until_it_is_resumed() {
        node("pause", "worker01");
        awaitNode("{{.Hostname}} {{.Status}}", "worker01 Down");

        node("unpause", "worker01");

        awaitNode("{{.Hostname}} {{.Status}}", "worker01 Ready");
    }

    @Test
    void nodes_are_stopped_killed_and_started_together() {
        node("stop", "worker01");
        node("kill", "manager03");
        Await.until("the end of two nodes", Deadline.in(PATIENCE), () -> {
            List<String> states =
                    engine.containers(LAB).stream().map(Container::getState).toList();
            return Answer.readyIf(Collections.frequency(states, "exited") == 2, states.toString());
        });

        node("start", "worker01", "manager03");

        awaitNode("{{.Hostname}} {{.Status}}", "worker01 Ready");
        awaitNode("{{.Hostname}} {{.ManagerStatus}}", "manager03 Reachable");
    }

    @Test
    void managers_that_the_quorum_needs_are_neither_stopped_nor_demoted() {
        String stop = swarmlab("node", "stop", "--lab", LAB, "manager02", "manager03")
                .endedWith(1)
                .err();
        String demote = swarmlab("node", "demote", "--lab", LAB, "manager", "manager02", "manager03")
                .endedWith(1)
                .err();

        assertThat(stop).contains("1 of 3 managers would answer, and 2 are needed", "--force manager02 manager03");
        assertThat(demote).contains("the last manager of the swarm can't be demoted");
        assertThat(states()).containsExactly("running");
        assertThat(nodes("{{.ManagerStatus}}"))
                .filteredOn(status -> !status.isEmpty())
                .hasSize(3);
    }
}
