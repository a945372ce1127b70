package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Container;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code stop} and {@code start} keep a lab with its services. {@code node} changes single nodes, and {@code cp} copies
 * files.
 */
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

    private static String rules(String container) {
        return engine.execute(container, "iptables", "-S") + engine.execute(container, "tc", "qdisc");
    }

    @Test
    void a_partitioned_worker_is_down_but_can_be_used_until_it_is_healed() {
        String before = rules(WORKER);
        node("partition", "worker01");

        awaitNode("{{.Hostname}} {{.Status}}", "worker01 Down");
        assertThat(swarmlab("status", LAB).succeeded().out()).contains("swarmlab node heal --lab stop-start worker01");
        assertThat(swarmlab("docker", "--lab", LAB, "worker01", "--", "ps", "--quiet")
                        .succeeded()
                        .out()
                        .lines())
                .hasSize(1);
        assertThat(engine.execute(WORKER, "wget", "-q", "-T", "3", "-O", "-", "http://manager02:8080/"))
                .doesNotContain("Hello");

        node("heal", "worker01");

        awaitNode("{{.Hostname}} {{.Status}}", "worker01 Ready");
        assertThat(rules(WORKER)).isEqualTo(before);
        assertThat(swarmlab("status", LAB).succeeded().out()).doesNotContain("node heal");
        awaitService();
    }

    @Test
    void a_restart_ends_a_partition_and_heal_changes_nothing_on_a_healthy_node() {
        node("partition", "worker01");
        assertThat(rules(WORKER)).contains("SWARMLAB");

        node("restart", "worker01");

        String healthy = rules(WORKER);
        assertThat(healthy).doesNotContain("SWARMLAB");
        awaitNode("{{.Hostname}} {{.Status}}", "worker01 Ready");
        node("heal", "worker01", "manager");
        assertThat(rules(WORKER)).isEqualTo(rules(WORKER)).doesNotContain("SWARMLAB");
    }

    @Test
    void a_partitioned_manager_counts_as_lost() {
        assertThat(nodes("{{.ID}} {{.Hostname}} {{.Status}} {{.ManagerStatus}}"))
                .filteredOn(line -> line.endsWith("Leader") || line.endsWith("able"))
                .hasSize(3);
        node("partition", "manager03");

        String stop =
                swarmlab("node", "stop", "--lab", LAB, "manager02").endedWith(1).err();

        assertThat(stop)
                .contains("Heal the partitioned managers first with: swarmlab node heal --lab stop-start manager03");
        awaitNode("{{.Hostname}} {{.ManagerStatus}}", "manager03 Unreachable");

        node("heal", "manager03");

        awaitNode("{{.Hostname}} {{.ManagerStatus}}", "manager03 Reachable");
    }

    @Test
    void managers_that_are_cut_off_together_reach_each_other() {
        node("partition", "manager02", "manager03");

        assertThat(engine.execute("swarmlab-stop-start-manager02", "ping", "-c", "1", "-W", "2", "manager03"))
                .contains(" 0% packet loss");
        assertThat(engine.execute("swarmlab-stop-start-manager02", "ping", "-c", "1", "-W", "2", "manager"))
                .contains("100% packet loss");

        node("heal", "manager02", "manager03");
        awaitNode("{{.Hostname}} {{.ManagerStatus}}", "manager03 Reachable");
    }

    /** Without netem in the kernel, the error says so, and nothing has changed. */
    @Test
    void a_delay_lasts_until_the_node_is_healed() {
        String before = rules(WORKER);
        ProcessResult delay = swarmlab(
                "node", "delay", "--lab", LAB, "worker01", "--by", "100ms", "--jitter", "20ms", "--loss", "1%");
        if (delay.exitCode() == 0) {
            assertThat(rules(WORKER)).contains("netem", "delay 100ms", "20ms", "loss 1%");
        } else {
            assertThat(delay.endedWith(1).err()).contains("the kernel of the engine's host has no netem", "modprobe");
        }

        node("heal", "worker01");

        assertThat(rules(WORKER)).isEqualTo(before);
    }

    @Test
    void a_worker_is_added_and_removed_and_the_others_stay() {
        List<String> before = nodes("{{.ID}} {{.Hostname}}");

        swarmlab("node", "add", "--lab", LAB).succeeded();

        assertThat(nodes("{{.Hostname}} {{.Status}}"))
                .contains("worker02 Ready")
                .hasSize(5);
        assertThat(nodes("{{.ID}} {{.Hostname}}")).containsAll(before);

        swarmlab("node", "rm", "--lab", LAB, "worker02").succeeded();

        assertThat(nodes("{{.ID}} {{.Hostname}}")).isEqualTo(before);
        assertThat(engine.resourcesOf(LAB)).noneMatch(name -> name.contains("worker02"));
    }

    @Test
    void files_are_copied_into_a_node_and_back(@TempDir Path folder) throws IOException {
        Path site = folder.resolve("site");
        Files.createDirectories(site.resolve("css"));
        Path script = Files.writeString(site.resolve("run"), "#!/bin/sh\necho copied");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        byte[] big = new byte[3_000_000];
        new Random(1).nextBytes(big);
        Files.write(site.resolve("css/big"), big);
        Files.createSymbolicLink(site.resolve("link"), Path.of("run"));

        swarmlab("cp", "-l", LAB, site.toString(), "worker01:/tmp/site").succeeded();

        assertThat(engine.execute(WORKER, "stat", "-c", "%n %a %U", "/tmp/site/run", "/tmp/site/css/big"))
                .isEqualTo("/tmp/site/run 750 root\n/tmp/site/css/big 644 root\n");
        assertThat(engine.execute(WORKER, "/tmp/site/link")).isEqualTo("copied\n");

        swarmlab("cp", "-l", LAB, "worker01:/tmp/site", folder.resolve("back").toString())
                .succeeded();

        Path back = folder.resolve("back");
        assertThat(back.resolve("css/big")).hasBinaryContent(big);
        assertThat(back.resolve("run")).hasSameTextualContentAs(script);
        assertThat(Files.getPosixFilePermissions(back.resolve("run")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(Files.readSymbolicLink(back.resolve("link"))).isEqualTo(Path.of("run"));
        assertThat(swarmlab("cp", "-l", LAB, "worker01:/etc/hostname", "-")
                        .succeeded()
                        .out())
                .contains("hostname", "worker01");
        assertThat(swarmlab("cp", "-l", LAB, "worker01:/none", folder.toString())
                        .endedWith(1)
                        .err())
                .contains("worker01 has no file or folder /none");
    }
}
