package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An {@code up} makes every node a member of the lab's one swarm again, whatever has become of it, and breaks no quorum. */
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
        assertThat(nodes("{{.Hostname}} {{.Status}}")).isEqualTo(expected);
        assertThat(nodes("{{.ManagerStatus}}"))
                .filteredOn(status -> !status.isBlank())
                .hasSize(expected.size() - 1)
                .allMatch(status -> status.equals("Leader") || status.equals("Reachable"));
    }

    /** What the swarm says of its nodes, through the first manager. */
    private static List<String> nodes(String format) {
        return engine.execute(MANAGER, "docker", "node", "ls", "--format", format)
                .lines()
                .sorted()
                .toList();
    }

    private static String swarmId() {
        return engine.execute(MANAGER, "docker", "info", "--format", "{{.Swarm.Cluster.ID}}");
    }

    private static void lose(String container) {
        engine.client().removeContainerCmd(container).withForce(true).exec();
    }

    private static void loseWithItsVolume(String container) {
        lose(container);
        engine.client().removeVolumeCmd(container + "-data").exec();
    }

    @Test
    void a_node_whose_container_was_removed_comes_back_with_its_data() {
        engine.execute(WORKER, "docker", "volume", "create", "homework");
        lose(WORKER);

        upRepairs(THREE);

        assertThat(engine.execute(WORKER, "docker", "volume", "ls", "--quiet")).contains("homework");
    }

    @Test
    void a_manager_whose_container_was_removed_is_the_same_manager_again() {
        String swarm = swarmId();
        List<String> ids = nodes("{{.ID}}");
        lose(MANAGER);

        upRepairs(THREE);

        assertThat(swarmId()).isEqualTo(swarm);
        assertThat(nodes("{{.ID}}")).isEqualTo(ids);
    }

    @Test
    void a_lab_comes_back_after_docker_system_prune() {
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
    void paused_nodes_and_a_paused_registry_go_on() {
        List<String> before = engine.containerIds(LAB);
        List.of(MANAGER, WORKER, "swarmlab-repaired-registry")
                .forEach(container ->
                        engine.client().pauseContainerCmd(container).exec());

        upRepairs(THREE);

        assertThat(engine.containerIds(LAB)).isEqualTo(before);
    }

    @Test
    void a_node_that_was_removed_from_the_swarm_while_it_runs_joins_again_with_its_data() {
        engine.execute(WORKER, "docker", "volume", "create", "notes");
        engine.execute(MANAGER, "docker", "node", "rm", "--force", "worker01");

        upRepairs(THREE);

        assertThat(engine.execute(WORKER, "docker", "volume", "ls", "--quiet")).contains("notes");
    }

    @Test
    void a_manager_that_has_lost_its_data_takes_its_own_place_and_no_further_one() {
        loseWithItsVolume(SECOND);

        upRepairs(THREE);
    }

    @Test
    void a_first_manager_that_has_lost_its_data_joins_the_swarm_of_the_others() {
        String swarm = swarmId();
        loseWithItsVolume(MANAGER);

        upRepairs(THREE);

        assertThat(swarmId()).isEqualTo(swarm);
    }

    @Test
    void a_first_manager_that_was_demoted_is_promoted() {
        String swarm = swarmId();
        engine.execute(SECOND, "docker", "node", "demote", "manager");

        upRepairs(THREE);

        assertThat(swarmId()).isEqualTo(swarm);
    }

    @Test
    void a_first_manager_that_has_left_joins_the_swarm_of_the_others() {
        String swarm = swarmId();
        engine.execute(MANAGER, "docker", "swarm", "leave", "--force");

        upRepairs(THREE);

        assertThat(swarmId()).isEqualTo(swarm);
    }

    @Test
    void a_failed_up_that_added_managers_leaves_a_swarm_that_works(@TempDir Path folder) throws IOException {
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

        assertThat(result.err()).contains("removed what this run had made");
        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        upRepairs(ONE);
        assertThat(swarmId()).isEqualTo(swarm);
    }

    @Test
    void the_only_manager_that_has_left_starts_a_swarm_that_the_workers_join() {
        upRepairs(ONE);
        engine.execute(MANAGER, "docker", "swarm", "leave", "--force");

        upRepairs(ONE);
    }

    @Test
    void a_swarm_that_has_lost_its_quorum_is_left_alone_and_the_user_told_what_to_do() {
        loseWithItsVolume(SECOND);
        loseWithItsVolume("swarmlab-repaired-manager03");

        ProcessResult result = up(THREE).endedWith(1);

        assertThat(result.err())
                .contains(
                        "the swarm of the lab has lost its quorum", "manager02 and manager03 lost their data or left");
        String advised = "docker swarm init --force-new-cluster --advertise-addr ";
        assertThat(result.err()).contains("swarmlab exec manager -- " + advised);
        String address = result.err().split(advised, 2)[1].split(";", 2)[0];

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
