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

/**
 * An {@code up} on a lab that is there brings it in line with what the descriptor now says, and touches nothing else.
 */
class ReconcileIT {

    private static final String LAB = "reconciled";
    private static final String MANAGER = "swarmlab-reconciled-manager";
    private static final String WORKER = "swarmlab-reconciled-worker01";
    private static final String AS_IT_WAS = "workers: 1";

    private static OuterEngine engine;

    @BeforeAll
    static void open() {
        engine = OuterEngine.open();
    }

    @BeforeEach
    void bring_it_back_to_what_it_was() {
        up(AS_IT_WAS).succeeded();
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

    /** What the swarm itself says of its nodes. */
    private static List<String> nodes(String format) {
        return engine.execute(MANAGER, "docker", "node", "ls", "--format", format)
                .lines()
                .sorted()
                .toList();
    }

    @Test
    void workers_that_the_file_gains_join_and_those_that_it_loses_leave() {
        List<String> before = engine.containerIds(LAB);

        up("workers: 3").succeeded();

        assertThat(nodes("{{.Hostname}} {{.Status}}"))
                .containsExactly("manager Ready", "worker01 Ready", "worker02 Ready", "worker03 Ready");
        assertThat(engine.containerIds(LAB)).hasSize(5).containsAll(before);

        up("workers: 1").succeeded();

        assertThat(nodes("{{.Hostname}} {{.Status}}")).containsExactly("manager Ready", "worker01 Ready");
        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        assertThat(engine.resourcesOf(LAB)).noneMatch(thing -> thing.contains("worker02") || thing.contains("worker03"));
    }

    @Test
    void managers_that_the_file_gains_vote_and_those_that_it_loses_do_not() {
        up("managers: 3\nworkers: 1").succeeded();

        assertThat(nodes("{{.Hostname}} {{.Status}} {{.ManagerStatus}}"))
                .containsExactly(
                        "manager Ready Leader",
                        "manager02 Ready Reachable",
                        "manager03 Ready Reachable",
                        "worker01 Ready ");

        up(AS_IT_WAS).succeeded();

        assertThat(nodes("{{.Hostname}} {{.Status}} {{.ManagerStatus}}"))
                .containsExactly("manager Ready Leader", "worker01 Ready ");
    }

    @Test
    void a_node_that_was_stopped_is_started_again() {
        List<String> before = engine.containerIds(LAB);
        engine.client().killContainerCmd(WORKER).exec();

        ProcessResult result = up(AS_IT_WAS).succeeded();

        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        assertThat(nodes("{{.Hostname}} {{.Status}}")).containsExactly("manager Ready", "worker01 Ready");
        assertThat(result.out()).containsPattern("worker01 +worker +ready");
    }

    @Test
    void a_manager_and_a_registry_that_were_stopped_are_started_again() {
        List<String> before = engine.containerIds(LAB);
        engine.client().killContainerCmd(MANAGER).exec();
        engine.client().killContainerCmd("swarmlab-reconciled-registry").exec();

        up(AS_IT_WAS).succeeded();

        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        assertThat(nodes("{{.Hostname}} {{.Status}}")).containsExactly("manager Ready", "worker01 Ready");
    }

    @Test
    void labels_and_availability_are_given_to_nodes_that_stay() {
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

        up(AS_IT_WAS).succeeded();

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
    void a_worker_whose_settings_changed_is_made_anew() {
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
    void a_manager_whose_settings_changed_is_left_alone_and_the_user_told() {
        List<String> before = engine.containerIds(LAB);

        ProcessResult result =
                up("managers: [{count: 1, memory: 600m}]\nworkers: 1").endedWith(1);

        assertThat(result.err())
                .contains("says otherwise of the manager manager", "swarmlab down reconciled, then up again");
        assertThat(engine.containerIds(LAB)).isEqualTo(before);
    }
}
