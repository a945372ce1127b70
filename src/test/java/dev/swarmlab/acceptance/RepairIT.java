package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} makes lost and damaged nodes members of the lab's swarm again. It never breaks the quorum. */
class RepairIT {

    private static final String LAB = "repaired";
    private static final String MANAGER = "swarmlab-repaired-manager";
    private static final String SECOND = "swarmlab-repaired-manager02";
    private static final String WORKER = "swarmlab-repaired-worker01";
    private static final String THREE = "managers: 3\nworkers: 1";
    private static final String ONE = "managers: 1\nworkers: 1";

    private static OuterEngine engine;

    @BeforeAll
    static void open() {
        engine = OuterEngine.open();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    @BeforeEach
    void three_managers_and_a_worker() {
        up(THREE).succeeded();
    }

    private static ProcessResult up(String rest) {
        return SwarmLabProcess.of("up", "-")
                .reading("name: repaired\n" + rest + "\n")
                .run();
    }

    private static void upRepairs(String rest) {
        up(rest).succeeded();
        List<String> expected = rest.equals(ONE)
                ? List.of("manager Ready", "worker01 Ready")
                : List.of("manager Ready", "manager02 Ready", "manager03 Ready", "worker01 Ready");
        // Right after an election, a manager may be listed under the name of a worker that has connected through it.
        Await.until("the names of the nodes", Deadline.in(Duration.ofMinutes(1)), () -> {
            List<String> listed = nodes("{{.Hostname}} {{.Status}}");
            return Answer.readyIf(listed.equals(expected), listed.toString());
        });
        assertThat(nodes("{{.ManagerStatus}}"))
                .filteredOn(status -> !status.isBlank())
                .hasSize(expected.size() - 1)
                .allMatch(status -> status.equals("Leader") || status.equals("Reachable"));
    }

    /** The sorted node list of the first manager. */
    private static List<String> nodes(String format) {
        return engine.execute(MANAGER, "docker", "node", "ls", "--format", format)
                .lines()
                .sorted()
                .toList();
    }

    private static String swarmId() {
        return engine.execute(MANAGER, "docker", "info", "--format", "{{.Swarm.Cluster.ID}}");
    }

    private static void remove(String container) {
        engine.client().removeContainerCmd(container).withForce(true).exec();
    }

    private static void removeWithVolume(String container) {
        remove(container);
        engine.client().removeVolumeCmd(container + "-data").exec();
    }

    @Test
    void a_node_whose_container_was_removed_is_restored_with_its_data() {
        engine.execute(WORKER, "docker", "volume", "create", "homework");
        remove(WORKER);

        upRepairs(THREE);

        assertThat(engine.execute(WORKER, "docker", "volume", "ls", "--quiet")).contains("homework");
    }

    @Test
    void a_manager_whose_container_was_removed_keeps_its_node_id() {
        String swarm = swarmId();
        List<String> ids = nodes("{{.ID}}");
        remove(MANAGER);

        upRepairs(THREE);

        assertThat(swarmId()).isEqualTo(swarm);
        assertThat(nodes("{{.ID}}")).isEqualTo(ids);
    }

    @Test
    void a_lab_is_restored_after_docker_system_prune() {
        String swarm = swarmId();
        List<String> ids = nodes("{{.ID}}");
        engine.containers(LAB).forEach(container -> {
            engine.client().stopContainerCmd(container.getId()).withTimeout(1).exec();
            engine.client().removeContainerCmd(container.getId()).exec();
        });
        engine.client().removeNetworkCmd("swarmlab-repaired").exec();

        upRepairs(THREE);

        assertThat(swarmId()).isEqualTo(swarm);
        assertThat(nodes("{{.ID}}")).isEqualTo(ids);
    }

    @Test
    void paused_nodes_and_a_paused_registry_are_unpaused() {
        List<String> before = engine.containerIds(LAB);
        List.of(MANAGER, WORKER, "swarmlab-repaired-registry")
                .forEach(container ->
                        engine.client().pauseContainerCmd(container).exec());

        upRepairs(THREE);

        assertThat(engine.containerIds(LAB)).isEqualTo(before);
    }

    @Test
    void a_running_node_that_was_removed_from_the_swarm_joins_again_with_its_data() {
        engine.execute(WORKER, "docker", "volume", "create", "notes");
        engine.execute(MANAGER, "docker", "node", "rm", "--force", "worker01");

        upRepairs(THREE);

        assertThat(engine.execute(WORKER, "docker", "volume", "ls", "--quiet")).contains("notes");
    }

    @Test
    void a_manager_without_its_data_replaces_its_earlier_self() {
        removeWithVolume(SECOND);

        upRepairs(THREE);
    }

    @Test
    void a_first_manager_without_its_data_joins_the_existing_swarm() {
        String swarm = swarmId();
        removeWithVolume(MANAGER);

        upRepairs(THREE);

        assertThat(swarmId()).isEqualTo(swarm);
    }

    @Test
    void a_demoted_first_manager_is_promoted() {
        String swarm = swarmId();
        engine.execute(SECOND, "docker", "node", "demote", "manager");

        upRepairs(THREE);

        assertThat(swarmId()).isEqualTo(swarm);
    }

    @Test
    void a_first_manager_that_left_joins_the_existing_swarm() {
        String swarm = swarmId();
        engine.execute(MANAGER, "docker", "swarm", "leave", "--force");

        upRepairs(THREE);

        assertThat(swarmId()).isEqualTo(swarm);
    }

    @Test
    void a_failed_up_that_added_managers_keeps_the_quorum(@TempDir Path folder) throws IOException {
        upRepairs(ONE);
        String swarm = swarmId();
        List<String> before = engine.containerIds(LAB);
        Path stack = Files.writeString(folder.resolve("stack.yml"), """
                services:
                  never:
                    image: no-such/image:none
                    deploy:
                      restart_policy: {condition: none}
                """);

        ProcessResult result = SwarmLabProcess.of("up", "-", "--diagnostics", folder.toString())
                .reading("name: repaired\n" + THREE + "\nstacks: {bad: " + stack + "}\n")
                .run()
                .endedWith(1);

        assertThat(result.err()).contains("removed what this run created");
        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        upRepairs(ONE);
        assertThat(swarmId()).isEqualTo(swarm);
    }

    @Test
    void an_only_manager_that_left_starts_a_new_swarm_that_the_workers_join() {
        upRepairs(ONE);
        engine.execute(MANAGER, "docker", "swarm", "leave", "--force");

        upRepairs(ONE);
    }

    @Test
    void a_lost_quorum_is_an_error_with_the_command_that_restores_it() {
        removeWithVolume(SECOND);
        removeWithVolume("swarmlab-repaired-manager03");

        ProcessResult result = up(THREE).endedWith(1);

        assertThat(result.err())
                .contains(
                        "the swarm of the lab has lost its quorum", "manager02 and manager03 lost their data or left");
        String advised = "docker swarm init --force-new-cluster --advertise-addr ";
        assertThat(result.err()).contains("swarmlab exec manager -- " + advised);
        String address = result.err().split(advised, 2)[1].split("\\s", 2)[0];

        swarmlab(
                        "exec",
                        "--name",
                        LAB,
                        "manager",
                        "--",
                        "docker",
                        "swarm",
                        "init",
                        "--force-new-cluster",
                        "--advertise-addr",
                        address)
                .succeeded();
        upRepairs(THREE);
    }
}
