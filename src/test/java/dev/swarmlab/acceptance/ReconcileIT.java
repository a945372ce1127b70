package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code up} changes an existing lab to match its file, and changes nothing else. */
class ReconcileIT {

    private static final String LAB = "reconciled";
    private static final String MANAGER = "swarmlab-reconciled-manager";
    private static final String WORKER = "swarmlab-reconciled-worker01";
    private static final String ORIGINAL = "workers: 1";

    private static OuterEngine engine;

    @BeforeAll
    static void open() {
        engine = OuterEngine.open();
    }

    @BeforeEach
    void restore_the_original_lab() {
        up(ORIGINAL).succeeded();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    private static ProcessResult up(String rest) {
        return SwarmLabProcess.of("up", "-")
                .reading("name: reconciled\n" + rest + "\n")
                .run();
    }

    /** The sorted node list of the swarm. */
    private static List<String> nodes(String format) {
        return engine.execute(MANAGER, "docker", "node", "ls", "--format", format)
                .lines()
                .sorted()
                .toList();
    }

    @Test
    void new_workers_of_the_file_join_and_removed_ones_leave() {
        List<String> before = engine.containerIds(LAB);

        up("workers: 3").succeeded();

        assertThat(nodes("{{.Hostname}} {{.Status}}"))
                .containsExactly("manager Ready", "worker01 Ready", "worker02 Ready", "worker03 Ready");
        assertThat(engine.containerIds(LAB)).hasSize(5).containsAll(before);

        up("workers: 1").succeeded();

        assertThat(nodes("{{.Hostname}} {{.Status}}")).containsExactly("manager Ready", "worker01 Ready");
        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        assertThat(engine.resourcesOf(LAB)).noneMatch(name -> name.contains("worker02") || name.contains("worker03"));
    }

    @Test
    void new_managers_of_the_file_join_and_removed_ones_are_demoted_and_leave() {
        up("managers: 3\nworkers: 1").succeeded();

        assertThat(nodes("{{.Hostname}} {{.Status}} {{.ManagerStatus}}"))
                .containsExactly(
                        "manager Ready Leader",
                        "manager02 Ready Reachable",
                        "manager03 Ready Reachable",
                        "worker01 Ready ");

        up(ORIGINAL).succeeded();

        assertThat(nodes("{{.Hostname}} {{.Status}} {{.ManagerStatus}}"))
                .containsExactly("manager Ready Leader", "worker01 Ready ");
    }

    @Test
    void a_stopped_node_is_started_again() {
        List<String> before = engine.containerIds(LAB);
        engine.client().killContainerCmd(WORKER).exec();

        ProcessResult result = up(ORIGINAL).succeeded();

        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        assertThat(nodes("{{.Hostname}} {{.Status}}")).containsExactly("manager Ready", "worker01 Ready");
        assertThat(result.out()).containsPattern("worker01 +worker +ready");
    }

    @Test
    void a_stopped_manager_and_a_stopped_registry_are_started_again() {
        List<String> before = engine.containerIds(LAB);
        engine.client().killContainerCmd(MANAGER).exec();
        engine.client().killContainerCmd("swarmlab-reconciled-registry").exec();

        up(ORIGINAL).succeeded();

        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        assertThat(nodes("{{.Hostname}} {{.Status}}")).containsExactly("manager Ready", "worker01 Ready");
    }

    @Test
    void labels_and_availability_of_existing_nodes_are_updated() {
        List<String> before = engine.containerIds(LAB);

        up("workers: [{count: 1, labels: {zone: b}, availability: drain}]").succeeded();

        assertThat(engine.execute(
                        MANAGER,
                        "docker",
                        "node",
                        "inspect",
                        "worker01",
                        "--format",
                        "{{.Spec.Availability}} {{.Spec.Labels}}"))
                .isEqualToIgnoringNewLines("drain map[zone:b]");
        assertThat(engine.containerIds(LAB)).isEqualTo(before);

        up(ORIGINAL).succeeded();

        assertThat(engine.execute(
                        MANAGER,
                        "docker",
                        "node",
                        "inspect",
                        "worker01",
                        "--format",
                        "{{.Spec.Availability}} {{.Spec.Labels}}"))
                .isEqualToIgnoringNewLines("active map[]");
    }

    @Test
    void a_worker_with_changed_settings_is_replaced() {
        String manager = engine.containerId(MANAGER).orElseThrow();
        String worker = engine.containerId(WORKER).orElseThrow();

        up("workers: [{count: 1, memory: 600m}]").succeeded();

        assertThat(engine.containerId(MANAGER)).contains(manager);
        assertThat(engine.containerId(WORKER)).isPresent().isNotEqualTo(java.util.Optional.of(worker));
        assertThat(engine.client()
                        .inspectContainerCmd(WORKER)
                        .exec()
                        .getHostConfig()
                        .getMemory())
                .isEqualTo(600L * 1024 * 1024);
        assertThat(nodes("{{.Hostname}} {{.Status}}")).containsExactly("manager Ready", "worker01 Ready");
    }

    @Test
    void changed_settings_of_a_manager_are_an_error() {
        List<String> before = engine.containerIds(LAB);

        ProcessResult result =
                up("managers: [{count: 1, memory: 600m}]\nworkers: 1").endedWith(1);

        assertThat(result.err())
                .contains(
                        "changes the settings of the manager manager",
                        "swarmlab down reconciled, then run swarmlab up again");
        assertThat(engine.containerIds(LAB)).isEqualTo(before);
    }
}
