package dev.swarmlab.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Checks;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrillTest {

    private static final String NODES = "managers: 3\nworkers: 2\n";
    private static final int NODE_COUNT = 5;

    /** The rest of the message depends on whether the last manager was stopped during a request. */
    private static final String NO_ANSWER = "no manager of the lab lab answers";

    private final FakeLab lab = new FakeLab(NODES).joined();
    private final List<DrillEvent> heard = Collections.synchronizedList(new ArrayList<>());

    /** @param scenario the actions and the further keys of the scenario, in YAML */
    private DrillResult drill(String scenario) {
        return drill(scenario, "", Duration.ofSeconds(20));
    }

    private DrillResult drill(String scenario, String labChecks, Duration time) {
        LabFile labFile = SampleLabFile.lab(
                NODES + labChecks + "\nscenarios:\n  - name: it breaks\n    actions:\n" + scenario.indent(4));
        LabClient open = lab.open();
        Parallel parallel = new Parallel(false);
        Checks checks = new Checks(open, labFile, parallel);
        return new Drill(open, checks, labFile.checks(), parallel, heard::add)
                .run(labFile.scenarios().get(0), Deadline.in(time));
    }

    /** The timeline without the changes of the swarm. */
    private static List<String> lines(DrillResult result) {
        return result.events().stream()
                .filter(event -> event.kind() != DrillEvent.Kind.CHANGE)
                .map(event -> event.kind() + " " + event.message())
                .toList();
    }

    /** The calls that stopped or started containers, in order. */
    private List<String> containerCalls() {
        return lab.engine.hooks.calls("").stream()
                .filter(call -> call.matches("(stop|kill|pause|unpause|start) .*"))
                .skip(NODE_COUNT)
                .map(call -> call.replace("swarmlab-lab-", ""))
                .toList();
    }

    private String state(String node) {
        return lab.engine.container("swarmlab-lab-" + node).state().text();
    }

    @Test
    void runs_the_actions_in_order_and_then_the_checks() {
        DrillResult result = drill("""
                - {stop: worker01}
                - {run: docker node ls}
                - {start: worker01}
                checks: [{name: all is well, run: probe}]
                """);

        assertThat(lines(result))
                .containsExactly(
                        "ACTION stop worker01",
                        "ACTION on manager: docker node ls",
                        "ACTION start worker01",
                        "PASSED all is well");
        assertThat(containerCalls()).containsExactly("stop worker01", "start worker01");
        assertThat(result.hasFailed()).isFalse();
        assertThat(result.scenario()).isEqualTo("it breaks");
        assertThat(heard).isEqualTo(result.events());
    }

    @ParameterizedTest
    @CsvSource({
        "stop: worker01, stop worker01, exited, start worker01",
        "kill: worker01, kill worker01, exited, start worker01",
        "pause: worker01, pause worker01, paused, unpause worker01",
        "kill: any worker, kill any worker (worker01), exited, start worker01",
        "stop: any manager, stop any manager (manager), exited, start manager",
        "kill: leader, kill leader (manager02), exited, start manager02"
    })
    void starts_a_node_that_it_stopped_again_at_the_end(String action, String line, String state, String restart) {
        lab.swarm.lead("manager02");
        String node = restart.substring(restart.indexOf(' ') + 1);
        List<String> states = new ArrayList<>();
        lab.engine.hooks.before("execute swarmlab-lab", 1, () -> states.add(state(node)));

        DrillResult result = drill("- {" + action + "}\n- {run: probe}");

        assertThat(lines(result)).startsWith("ACTION " + line).endsWith("ACTION start " + node + " again");
        assertThat(states).containsExactly(state);
        assertThat(containerCalls()).endsWith(restart);
        assertThat(state(node)).isEqualTo("running");
    }

    @Test
    void start_stopped_starts_every_node_that_is_not_running() {
        lab.engine.stop("swarmlab-lab-worker02", 0);

        DrillResult result = drill("- {stop: manager}\n- {pause: worker01}\n- {start: stopped}");

        assertThat(lines(result))
                .containsExactly("ACTION stop manager", "ACTION pause worker01", "ACTION start all stopped nodes");
        assertThat(containerCalls())
                .contains("start manager", "unpause worker01", "start worker02")
                .hasSize(6);
    }

    @Test
    void does_not_start_a_node_that_others_stopped() {
        lab.engine.stop("swarmlab-lab-worker02", 0);

        DrillResult result = drill("- {stop: worker01}");

        assertThat(lines(result)).containsExactly("ACTION stop worker01", "ACTION start worker01 again");
        assertThat(state("worker02")).isEqualTo("exited");
    }

    @Test
    void waits_until_the_nodes_that_it_started_are_ready_in_the_swarm() {
        lab.swarm.state("worker01", "down");
        lab.swarm.hooks.before("manager GET /nodes", () -> {
            if (lab.swarm.hooks.calls("manager GET /nodes").size() >= 20) {
                lab.swarm.state("worker01", "ready");
            }
        });

        drill("- {stop: worker01}");

        assertThat(lab.swarm.hooks.calls("manager GET /nodes")).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- {run: fail}|`fail` on manager exited with 1, expected 0: oh no",
                "- {run: probe, exit: 2}|`probe` on manager exited with 0, expected 2: fine",
                "- {kill: worker02}|worker02 is not running: its container is exited",
                "- {kill_tasks: echo}|there is no service echo",
                "- {check: {name: well, run: fail, within: 1s, hint: probe}}|well: `fail` on manager exited with 1, expected 0;"
                        + " output: oh no (probe)"
            })
    void a_failed_action_ends_the_drill_and_starts_the_stopped_nodes(String actionAndReason) {
        String action = actionAndReason.substring(0, actionAndReason.indexOf('|'));
        String reason = actionAndReason.substring(actionAndReason.indexOf('|') + 1);
        lab.engine.stop("swarmlab-lab-worker02", 0);
        lab.engine.answering("sh -c fail", 1, "oh no\n").answering("sh -c probe", 0, "fine\n");

        DrillResult result = drill("- {stop: worker01}\n" + action + "\n- {run: never}");

        assertThat(result.failure()).isEqualTo(reason);
        assertThat(result.hasFailed()).isTrue();
        assertThat(result.checks()).isEmpty();
        assertThat(lines(result)).contains("FAILED " + reason).endsWith("ACTION start worker01 again");
        assertThat(lab.engine.hooks.calls("execute")).noneMatch(call -> call.endsWith("never"));
        assertThat(state("worker02")).isEqualTo("exited");
    }

    @Test
    void an_error_of_the_engine_fails_the_action() {
        lab.engine.hooks.failing("pause", () -> new EngineException(500, "no cgroup"));

        assertThat(drill("- {pause: worker01}").failure()).isEqualTo("the engine refused: no cgroup");
    }

    @Test
    void a_check_among_the_actions_has_no_more_time_than_the_scenario() {
        lab.engine.answering("sh -c fail", 1, "");

        DrillResult result = drill("- {check: {name: well, run: fail, within: 30m}}", "", Duration.ofSeconds(1));

        assertThat(result.failure()).startsWith("well: `fail` on manager exited with 1, expected 0");
    }

    /** The restart has a deadline of its own. */
    @Test
    void starts_the_stopped_nodes_even_after_the_time_limit() {
        lab.engine.answering("sh -c slow", () -> {
            throw new EngineException(504, "slow took longer than 0 s");
        });
        lab.engine.hooks.before(
                "start swarmlab-lab-worker",
                () -> lab.swarm.hooks.failing(
                        "worker01 GET /_ping", 3, () -> new EngineException(EngineException.UNREACHABLE, "not yet")));

        DrillResult result = drill("- {stop: worker01}\n- {stop: worker02}\n- {run: slow}", "", Duration.ZERO);

        assertThat(lines(result)).endsWith("ACTION start worker01 again", "ACTION start worker02 again");
        assertThat(state("worker01")).isEqualTo("running");
        assertThat(state("worker02")).isEqualTo("running");
    }

    @Test
    void starts_the_stopped_nodes_after_an_interruption() {
        lab.engine.answering("sh -c slow", () -> {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.UNREACHABLE, "interrupted during slow");
        });

        assertThatThrownBy(() -> drill("- {stop: worker01}\n- {run: slow}"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(state("worker01")).isEqualTo("running");
    }

    @Test
    void an_interruption_is_reported_even_when_the_stopped_nodes_do_not_start() {
        lab.engine.answering("sh -c slow", () -> {
            lab.engine.hooks.failing("start", () -> new EngineException(500, "no space left"));
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.UNREACHABLE, "interrupted during slow");
        });

        assertThatThrownBy(() -> drill("- {stop: worker01}\n- {run: slow}"))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED);
                    assertThat(failure).hasMessageContaining("no space left");
                });
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_failed_action_is_reported_even_when_the_stopped_nodes_do_not_start() {
        lab.engine.answering("sh -c fail", () -> {
            lab.engine.hooks.failing("start", () -> new EngineException(500, "no space left"));
            return new ExecResult(1, "oh no");
        });

        assertThatThrownBy(() -> drill("- {stop: worker01}\n- {run: fail}"))
                .hasMessageContaining("no space left")
                .hasMessageContaining("oh no");
    }

    // Checks

    @Test
    void runs_its_own_checks_and_the_read_only_checks_of_the_lab() {
        lab.engine.answering("sh -c fail", 1, "");
        String labChecks = """
                checks:
                  - {name: of the lab, run: probe}
                  - {name: acting, no_request_lost: "http://127.0.0.1:1/", during: act}
                """;

        DrillResult result = drill(
                "- {run: probe}\nchecks: [{name: its own, run: fail, within: 1s}]", labChecks, Duration.ofSeconds(20));

        assertThat(result.checks()).extracting(CheckResult::name).containsExactly("its own", "of the lab");
        assertThat(result.failure()).isNull();
        assertThat(result.hasFailed()).isTrue();
        assertThat(lines(result))
                .containsExactly(
                        "ACTION on manager: probe",
                        "FAILED its own: `fail` on manager exited with 1, expected 0; no output",
                        "PASSED of the lab");
    }

    @Test
    void a_check_among_the_actions_is_waited_for() {
        lab.engine.answering("ip_vs", 1, "");

        DrillResult result =
                drill("- {check: {name: well, run: probe}}\n- {check: {name: mesh, run: probe, needs: ip_vs}}");

        assertThat(lines(result))
                .containsExactly(
                        "PASSED well",
                        "ACTION mesh: this kernel has no ip_vs, so there is no routing mesh and no virtual IP address");
        assertThat(result.hasFailed()).isFalse();
    }

    // Tasks

    @Test
    void kill_tasks_kills_the_containers_of_that_many_tasks() {
        FakeService echo = FakeService.replicated("echo", 4);
        lab.swarm.running(echo, "worker01", "worker02", "worker01");
        lab.swarm.with(FakeTask.of(echo, 4, lab.swarm.id("worker02")).state("failed"));

        DrillResult result = drill("- {kill_tasks: echo, count: 2}");

        assertThat(lines(result)).containsExactly("ACTION kill echo.1 on worker01", "ACTION kill echo.2 on worker02");
        assertThat(lab.swarm.hooks.calls("worker01 POST")).containsExactly("worker01 POST /containers/echo-1/kill {}");
        assertThat(lab.swarm.hooks.calls("worker02 POST /containers"))
                .containsExactly("worker02 POST /containers/echo-2/kill {}");
    }

    @Test
    void kill_tasks_kills_none_if_too_few_are_running() {
        FakeService echo = FakeService.replicated("echo", 4);
        lab.swarm.running(echo, "worker01", "worker02");
        lab.swarm.with(FakeTask.of(echo, 3, lab.swarm.id("worker02")).state("failed"));

        assertThat(drill("- {kill_tasks: echo, count: 3}").failure())
                .isEqualTo("can't kill 3 tasks of echo: only 2 running");
        assertThat(lab.swarm.hooks.calls("worker01 POST /containers")).isEmpty();
    }

    // Changes of the swarm

    private void awaitNoAnswer() {
        Await.until(
                "the recorder to see it",
                Deadline.in(Duration.ofSeconds(20)),
                () -> Answer.readyIf(
                        List.copyOf(heard).stream()
                                .anyMatch(event -> event.message().startsWith(NO_ANSWER)),
                        "it has not polled yet"));
    }

    @Test
    void the_timeline_shows_changes_of_the_swarm_and_managers_that_do_not_answer() {
        FakeService echo = FakeService.replicated("echo", 1);
        lab.engine.answering("sh -c deploy", () -> {
            lab.swarm.running(echo, "worker01");
            return new ExecResult(0, "");
        });

        lab.engine.hooks.before("start swarmlab-lab-manager", this::awaitNoAnswer);

        DrillResult result = drill(
                "- {run: deploy}\n- {stop: manager}\n- {stop: manager02}\n- {stop: manager03}\n- {start: stopped}");

        assertThat(result.events())
                .filteredOn(event -> event.kind() == DrillEvent.Kind.CHANGE)
                .extracting(event -> event.message().startsWith(NO_ANSWER) ? NO_ANSWER : event.message())
                .contains("echo was created", "echo.1 runs on worker01")
                .containsSubsequence(NO_ANSWER, "the managers answer again")
                .doesNotHaveDuplicates();
        assertThat(result.events()).extracting(DrillEvent::at).isSorted();
    }
}
