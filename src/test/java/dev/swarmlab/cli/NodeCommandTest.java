package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeLab;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeCommandTest {

    private final FakeLab lab = new FakeLab("managers: 3\nworkers: 2").joined();
    private final CapturedConsole console = CapturedConsole.with(lab.engine);

    @BeforeEach
    void createNetwork() {
        String subnet = lab.plan().network().subnet().toString();
        lab.engine.withNetwork("swarmlab-lab", subnet, Map.of(Labels.LAB, "lab"));
    }

    private int run(String typed) {
        return console.run(("node " + typed).split(" "));
    }

    private String state(String node) {
        return lab.engine.container("swarmlab-lab-" + node).state().text();
    }

    private void bring(String node, String state) {
        String container = "swarmlab-lab-" + node;
        switch (state) {
            case "exited" -> lab.engine.stop(container, 0);
            case "paused" -> lab.engine.pause(container);
            default -> assertThat(state).isEqualTo("running");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "running, stop, stopped, exited",
        "paused, stop, stopped, exited",
        "exited, stop, stopped, exited",
        "exited, start, running, running",
        "paused, start, running, running",
        "running, start, running, running",
        "running, restart, running, running",
        "exited, restart, running, running",
        "running, kill, stopped, exited",
        "running, pause, paused, paused",
        "paused, pause, paused, paused",
        "paused, unpause, running, running",
        "running, unpause, running, running"
    })
    void a_node_is_brought_to_another_state(String before, String action, String said, String after) {
        bring("worker01", before);

        assertThat(run(action + " worker01")).as(console.err()).isZero();

        assertThat(console.err()).isEqualTo("worker01 is " + said + System.lineSeparator());
        assertThat(console.out()).isEmpty();
        assertThat(state("worker01")).isEqualTo(after);
        assertThat(state("worker02")).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource({"exited, kill", "exited, pause", "exited, unpause", "paused, kill", "exited, promote"})
    void a_node_in_an_unsuitable_state_is_an_error_with_advice(String before, String action) {
        bring("worker01", before);

        assertThat(run(action + " worker01")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).isEqualTo("""
                        swarmlab: worker01 is not running: its container is %s
                        Start it with: swarmlab node start --lab lab worker01
                        """.formatted(before));
        assertThat(state("worker01")).isEqualTo(before);
    }

    @Test
    void a_restart_stops_and_starts_the_container() {
        assertThat(run("restart worker01")).isZero();

        assertThat(lab.engine.hooks.calls(""))
                .containsSubsequence("stop swarmlab-lab-worker01", "start swarmlab-lab-worker01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "kill", "pause", "drain", "promote"})
    void several_nodes_are_named_at_once(String action) {
        assertThat(run(action + " worker02 worker01 worker02"))
                .as(console.err())
                .isZero();

        assertThat(console.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("worker01 is "))
                .anyMatch(line -> line.startsWith("worker02 is "));
    }

    @Test
    void a_worker_becomes_a_manager_and_a_worker_again() {
        assertThat(run("promote worker01")).isZero();
        assertThat(lab.swarm.managers()).contains("worker01");

        assertThat(run("demote worker01")).isZero();
        assertThat(lab.swarm.managers()).doesNotContain("worker01");

        assertThat(console.err().lines()).containsExactly("worker01 is a manager", "worker01 is a worker");
    }

    @Test
    void a_drained_node_becomes_active_again_and_keeps_its_labels() {
        lab.swarm.label("worker01", "zone", "b");

        assertThat(run("drain worker01")).isZero();
        assertThat(lab.swarm.list()).contains("worker01 ready drain {zone=b}");

        assertThat(run("activate worker01")).isZero();
        assertThat(lab.swarm.list()).contains("worker01 ready active {zone=b}");

        assertThat(console.err().lines()).containsExactly("worker01 is drained", "worker01 is active");
    }

    @Test
    void a_change_is_repeated_if_another_client_changed_the_node_at_the_same_time() {
        lab.swarm.hooks.failing(
                "manager POST /nodes", 2, () -> new EngineException(500, "rpc error: update out of sequence"));

        assertThat(run("drain worker01")).isZero();

        assertThat(lab.swarm.list()).contains("worker01 ready drain {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"promote manager", "demote worker01", "activate worker01"})
    void a_node_in_the_wanted_state_is_not_changed(String typed) {
        assertThat(run(typed)).isZero();

        assertThat(changes()).isEmpty();
    }

    private List<String> changes() {
        return lab.swarm.hooks.calls("").stream()
                .filter(call -> call.contains(" POST "))
                .toList();
    }

    @Test
    void a_stop_that_ends_the_quorum_needs_force() {
        assertThat(run("stop manager manager02")).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err())
                .contains("stopping manager and manager02 would leave the swarm without a quorum")
                .contains("To stop them anyway, run: swarmlab node stop --lab lab --force manager manager02");
        assertThat(state("manager")).isEqualTo("running");

        assertThat(run("stop --force manager manager02")).isZero();
        assertThat(Stream.of("manager", "manager02").map(this::state)).containsOnly("exited");
        assertThat(lab.swarm.works()).isFalse();
    }

    /** The commands that were run in a node. */
    private List<String> commands(String node) {
        return lab.engine.hooks.calls("execute swarmlab-lab-" + node + " sh -c");
    }

    @Test
    void partitioned_nodes_reach_the_gateway_and_each_other_only() {
        assertThat(run("partition worker01 worker02")).as(console.err()).isZero();

        String reached = "%s %s %s %s"
                .formatted(
                        lab.plan().network().subnet(),
                        lab.plan().network().gateway(),
                        lab.node("worker01").address(),
                        lab.node("worker02").address());
        assertThat(commands("worker01")).singleElement().asString().endsWith(" sh " + reached);
        assertThat(commands("worker02")).singleElement().asString().endsWith(" sh " + reached);
        assertThat(commands("manager")).isEmpty();
        assertThat(console.err().lines()).contains("worker01 is partitioned", "worker02 is partitioned");
    }

    @ParameterizedTest
    @CsvSource({
        "--by 100ms, delay 100ms",
        "--by 2s --jitter 20ms, delay 2000ms 20ms",
        "--by 60s --loss 1%, delay 60000ms loss 1%",
        "--by 1ms --jitter 1ms --loss 0.5, delay 1ms 1ms loss 0.5%"
    })
    void a_delay_is_set_on_the_device_with_the_address_of_the_node(String options, String netem) {
        assertThat(run("delay worker01 " + options)).as(console.err()).isZero();

        assertThat(commands("worker01"))
                .singleElement()
                .asString()
                .endsWith(" sh " + lab.node("worker01").address() + " " + netem);
        assertThat(console.err()).isEqualTo("worker01 is delayed" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delay worker01                       | Missing required option: '--by=DELAY'
            delay worker01 --by 100              | '100' is not a delay; write it like 100ms or 2s, at most 60s
            delay worker01 --by 0ms              | '0ms' is not a delay
            delay worker01 --by 61s              | '61s' is not a delay
            delay worker01 --by 1s --jitter long | 'long' is not a delay
            delay worker01 --by 1s --loss 101%   | '101%' is not a percentage; write it like 1%, at most 100%
            delay worker01 --by 1s --loss -1     | '-1' is not a percentage
            """)
    void a_wrong_delay_is_refused_with_the_form_to_write(String typed, String message) {
        assertThat(run(typed)).isEqualTo(ExitCode.WRONG_INPUT.number());

        assertThat(console.err()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2  | Error: Specified qdisc kind is unknown. | the kernel of the engine's host has no netem | modprobe sch_netem
            69 | ''                                      | its image has no tc | apk add iproute2-tc
            1  | ''                                      | the command in the node ended with 1 | ''
            """)
    void a_delay_that_the_host_or_the_image_can_not_make_is_explained(
            int exitCode, String output, String reason, String advice) {
        lab.engine.answering("tc qdisc replace", exitCode, output);

        assertThat(run("delay worker01 --by 1s")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).contains("can't delay worker01: " + reason, advice);
    }

    @ParameterizedTest
    @CsvSource({"running, 2", "exited, 0"})
    void a_healed_node_has_neither_a_partition_nor_a_delay(String state, int commands) {
        bring("worker01", state);

        assertThat(run("heal worker01")).as(console.err()).isZero();

        assertThat(commands("worker01")).hasSize(commands);
        assertThat(commands("worker02")).isEmpty();
        assertThat(console.err()).isEqualTo("worker01 is healed" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"partition", "delay --by 1s"})
    void a_node_without_a_network_can_not_be_cut_off(String action) {
        bring("worker01", "exited");

        assertThat(run(action + " worker01")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).contains("swarmlab node start --lab lab worker01");
    }

    @Test
    void a_partition_that_ends_the_quorum_needs_force() {
        lab.engine.answering("swarmlab-lab-manager03 sh -c", 0, "partitioned\n");

        assertThat(run("partition manager")).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err())
                .contains("partitioning manager would leave the swarm without a quorum")
                .contains("Heal the partitioned managers first with: swarmlab node heal --lab lab manager03")
                .contains("To partition it anyway, run: swarmlab node partition --lab lab --force manager");
        assertThat(commands("manager")).noneMatch(command -> command.contains("DROP"));

        assertThat(run("partition --force manager")).isZero();
        assertThat(commands("manager")).anyMatch(command -> command.contains("DROP"));
    }

    @Test
    void nodes_that_keep_the_quorum_among_themselves_may_be_partitioned() {
        assertThat(run("partition manager manager02")).as(console.err()).isZero();
    }

    @Test
    void the_last_manager_is_not_demoted() {
        assertThat(run("demote manager manager02 manager03")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).contains("the last manager of the swarm can't be demoted");
        assertThat(changes()).isEmpty();
    }

    /** In the order in which they are typed, the first demotion would end the quorum. */
    @Test
    void a_stopped_manager_is_demoted_before_the_others() {
        lab.engine.stop("swarmlab-lab-manager03", 0);

        assertThat(run("demote manager02 manager03")).as(console.err()).isZero();

        assertThat(lab.swarm.managers()).containsExactly("manager");
    }

    @Test
    void an_unknown_node_is_an_error_before_anything_is_changed() {
        assertThat(run("stop worker02 worker1")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err())
                .contains("the lab lab has no node named worker1")
                .contains("Did you mean worker01?");
        assertThat(state("worker02")).isEqualTo("running");
    }

    @Test
    void the_lock_of_the_lab_is_held() {
        AtomicBoolean locked = new AtomicBoolean();
        lab.engine.hooks.before(
                "stop swarmlab-lab-worker01",
                () -> locked.set(lab.engine.things().stream().anyMatch(name -> name.contains("-lock-"))));

        assertThat(run("stop worker01")).isZero();

        assertThat(locked).isTrue();
    }
}
