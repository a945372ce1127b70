package dev.swarmlab.swarm;

import static dev.swarmlab.swarm.Views.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import dev.swarmlab.readiness.Answer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceTest {

    private static final String READY = "";
    private static final SwarmView NOTHING = Views.of(List.of(), List.of());
    private static final List<SwarmNode> NODES = List.of(
            worker("a"),
            worker("b"),
            worker("drained", "ready", "drain"),
            worker("paused", "ready", "pause"),
            worker("down", "down", "active"));

    private final FakeService echo = FakeService.replicated("echo", 1);

    private static SwarmView view(FakeService service, FakeTask... tasks) {
        return Views.of(NODES, List.of(service), tasks);
    }

    /** The reason why the service has not converged; empty when it has. */
    private static String ask(Convergence convergence, FakeService service, FakeTask... tasks) {
        Answer answer = convergence.of(List.of(Views.service(service)), view(service, tasks));
        return answer instanceof Answer.NotYet notYet ? notYet.reason() : READY;
    }

    private static String ask(FakeService service, FakeTask... tasks) {
        return ask(new Convergence(NOTHING), service, tasks);
    }

    private static Arguments is(String name, String expected, FakeService service, FakeTask... tasks) {
        return arguments(name, expected, service, tasks);
    }

    static Stream<Arguments> replicated() {
        FakeService two = FakeService.replicated("echo", 2);
        FakeService none = FakeService.replicated("echo", 0);
        FakeTask first = FakeTask.of(two, 1, "a");
        FakeTask second = FakeTask.of(two, 2, "b");
        return Stream.of(
                is("all run", READY, two, first, second),
                is("no task is desired", READY, none),
                is("no task exists yet", "echo: 0 of 2 tasks run", two),
                is(
                        "a task is starting",
                        "echo: 1 of 2 tasks run, echo.2 on b is preparing",
                        two,
                        first,
                        FakeTask.of(two, 2, "b").state("preparing", "running")),
                is(
                        "a task waits for a node",
                        "echo: 1 of 2 tasks run, echo.2 is pending (no suitable node (insufficient resources))",
                        two,
                        first,
                        FakeTask.of(two, 2, "")
                                .state("pending", "running")
                                .error("no suitable node (insufficient resources)")),
                is(
                        "the swarm stops a running task",
                        "echo: 1 of 2 tasks run, echo.2 on b is running",
                        two,
                        first,
                        FakeTask.of(two, 2, "b").state("running", "shutdown")),
                is(
                        "a task was replaced",
                        READY,
                        two,
                        first,
                        FakeTask.of(two, 2, "a").state("failed", "shutdown").at(1),
                        FakeTask.of(two, 2, "b").at(2)),
                is(
                        "the replacement of a task does not run yet",
                        "echo: 1 of 2 tasks run, echo.2 on b is starting",
                        two,
                        first,
                        FakeTask.of(two, 2, "a").state("running", "shutdown").at(1),
                        FakeTask.of(two, 2, "b").state("starting", "running").at(2)),
                is(
                        "a task with an error is reported first",
                        "echo: 0 of 2 tasks run, echo.2 on b is failed (task: non-zero exit (1))",
                        two,
                        FakeTask.of(two, 1, "a").state("starting", "running"),
                        FakeTask.of(two, 2, "b").state("failed").error("task: non-zero exit (1)")));
    }

    static Stream<Arguments> global() {
        FakeService proxy = FakeService.global("proxy");
        FakeTask onA = FakeTask.on("a", proxy);
        return Stream.of(
                is("a task runs on every node", READY, proxy, onA, FakeTask.on("b", proxy)),
                is(
                        "a task is starting",
                        "proxy: 1 of 2 tasks run, proxy on b is starting",
                        proxy,
                        onA,
                        FakeTask.on("b", proxy).state("starting", "running")),
                is(
                        "a node is down",
                        READY,
                        proxy,
                        onA,
                        FakeTask.on("down", proxy).state("running", "shutdown")),
                is(
                        "a node is drained",
                        READY,
                        proxy,
                        onA,
                        FakeTask.on("drained", proxy).state("pending", "running")),
                is(
                        "a node is paused",
                        READY,
                        proxy,
                        onA,
                        FakeTask.on("paused", proxy).state("pending", "running")),
                is("a node was removed", READY, proxy, onA, FakeTask.on("removed", proxy)),
                is(
                        "the swarm stopped the task of a node",
                        READY,
                        proxy,
                        onA,
                        FakeTask.on("b", proxy).state("shutdown")),
                is(
                        "the swarm stops the task of a node",
                        "proxy: 1 of 2 tasks run, proxy on b is running",
                        proxy,
                        onA,
                        FakeTask.on("b", proxy).state("running", "shutdown")),
                is("no node is suitable yet", "proxy: it has no task yet", proxy));
    }

    static Stream<Arguments> jobs() {
        FakeService job = FakeService.job("migrate", 2).iteration(7);
        FakeService everywhere = FakeService.globalJob("clean").iteration(7);
        return Stream.of(
                is("all are complete", READY, job, complete(job, 1, 7), complete(job, 2, 7)),
                is(
                        "a task runs",
                        "migrate: 1 of 2 tasks are complete, migrate.2 on a is running",
                        job,
                        complete(job, 1, 7),
                        FakeTask.of(job, 2, "a").state("running", "complete").iteration(7)),
                is(
                        "an earlier run is complete",
                        "migrate: 1 of 2 tasks are complete, migrate.2 on a is complete",
                        job,
                        complete(job, 1, 7),
                        complete(job, 2, 6)),
                is(
                        "complete on every available node",
                        READY,
                        everywhere,
                        FakeTask.on("a", everywhere).state("complete").iteration(7),
                        FakeTask.on("down", everywhere)
                                .state("running", "complete")
                                .iteration(7)),
                is(
                        "not complete on every node",
                        "clean: 1 of 2 tasks are complete, clean on b is running",
                        everywhere,
                        FakeTask.on("a", everywhere).state("complete").iteration(7),
                        FakeTask.on("b", everywhere)
                                .state("running", "complete")
                                .iteration(7)));
    }

    private static FakeTask complete(FakeService job, int slot, int iteration) {
        return FakeTask.of(job, slot, "a").state("complete").iteration(iteration);
    }

    static Stream<Arguments> oneShots() {
        return Stream.of(
                oneShot("none", READY),
                oneShot("on-failure", READY),
                oneShot("any", "echo: 0 of 1 tasks run, echo.1 on a is complete"));
    }

    private static Arguments oneShot(String restart, String expected) {
        FakeService service = FakeService.replicated("echo", 1).restart(restart);
        FakeTask task = FakeTask.of(service, 1, "a").state("complete", "shutdown");
        return is("a task that completed and is restarted " + restart, expected, service, task);
    }

    static Stream<Arguments> updates() {
        FakeService before = FakeService.replicated("echo", 2);
        FakeTask first = FakeTask.of(before, 1, "a");
        FakeTask second = FakeTask.of(before, 2, "b");
        FakeService image = FakeService.replicated("echo", 2).image("echo:2");
        FakeService forced = FakeService.replicated("echo", 2).force(1);
        FakeService updating = FakeService.replicated("echo", 2).update("updating", "1", "");
        FakeService back = FakeService.replicated("echo", 2).update("rollback_started", "1", "");
        return Stream.of(
                is(
                        "a task has another image",
                        "echo: 1 of 2 tasks run, echo.2 on b is running",
                        image,
                        FakeTask.of(image, 1, "a"),
                        second),
                is("no task was recreated", "echo: 0 of 2 tasks run, echo.1 on a is running", forced, first, second),
                is("the update goes on", "echo: is being updated", updating, first, second),
                is("the update is rolled back", "echo: is being updated", back, first, second),
                is(
                        "the update is complete",
                        READY,
                        FakeService.replicated("echo", 2).update("completed", "1", ""),
                        first,
                        second));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"replicated", "global", "jobs", "oneShots", "updates"})
    void tells_why_a_service_has_not_converged(String name, String expected, FakeService service, FakeTask... tasks) {
        assertThat(ask(service, tasks)).isEqualTo(expected);
    }

    @Test
    void all_services_must_have_converged() {
        FakeService one = FakeService.replicated("one", 1);
        FakeService two = FakeService.replicated("two", 1);
        FakeService three = FakeService.replicated("three", 1);
        SwarmView view = Views.of(NODES, List.of(one, two, three), FakeTask.of(two, 1, "a"));

        assertThat(new Convergence(NOTHING).of(view.services(), view))
                .isEqualTo(Answer.notYet("one: 0 of 1 tasks run; three: 0 of 1 tasks run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "rollback_paused"})
    void an_update_that_is_paused_has_failed(String state) {
        FakeService service = FakeService.replicated("echo", 1).update(state, "1", "update paused due to failure");

        assertThatThrownBy(() -> ask(service, FakeTask.of(service, 1, "a")))
                .isInstanceOf(Failure.class)
                .hasMessage("the update of echo is paused: update paused due to failure");
    }

    @Test
    void an_update_that_was_rolled_back_has_failed() {
        FakeService service = FakeService.replicated("echo", 1).update("rollback_completed", "2", "rollback completed");
        FakeService before = FakeService.replicated("echo", 1).update("completed", "1", "");

        assertThatThrownBy(() -> ask(new Convergence(view(before)), service, FakeTask.of(service, 1, "a")))
                .isInstanceOf(Failure.class)
                .hasMessage("the update of echo was rolled back: rollback completed");
    }

    @Test
    void an_update_that_was_rolled_back_before_does_not_count() {
        FakeService service = FakeService.replicated("echo", 1).update("rollback_completed", "2", "rollback completed");

        assertThat(ask(new Convergence(view(service)), service, FakeTask.of(service, 1, "a")))
                .isEqualTo(READY);
    }

    @Test
    void a_service_fails_after_three_rejected_tasks_in_different_places() {
        Convergence convergence = new Convergence(NOTHING);
        FakeService three = FakeService.replicated("echo", 3);
        FakeTask[] rejected = IntStream.rangeClosed(1, 3)
                .mapToObj(
                        slot -> FakeTask.of(three, slot, "a").state("rejected").error("No such image: x"))
                .toArray(FakeTask[]::new);

        assertThat(ask(convergence, three, rejected[0], rejected[1])).startsWith("echo: 0 of 3 tasks run");
        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> ask(convergence, three, rejected));

        assertThat(failure).hasMessage("echo does not run: No such image: x");
        assertThat(failure.task().slot()).isEqualTo(3);
        assertThat(failure.times()).isEqualTo(1);
    }

    @Test
    void a_service_fails_after_five_ended_tasks_in_one_place() {
        Convergence convergence = new Convergence(NOTHING);

        for (int time = 1; time <= 4; time++) {
            assertThat(ask(convergence, echo, failed(echo, time)))
                    .isEqualTo("echo: 0 of 1 tasks run, echo.1 on a is failed (task: non-zero exit (7))");
        }
        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> ask(convergence, echo, failed(echo, 5)));

        assertThat(failure.service().name()).isEqualTo("echo");
        assertThat(failure.task().id()).isEqualTo("5");
        assertThat(failure.task().exitCode()).isEqualTo(7);
        assertThat(failure.times()).isEqualTo(5);
    }

    @Test
    void a_task_that_completes_again_and_again_does_not_run_either() {
        Convergence convergence = new Convergence(NOTHING);
        FakeTask[] complete = IntStream.rangeClosed(1, 5)
                .mapToObj(time -> FakeTask.of(echo, 1, "a")
                        .state("complete", "shutdown")
                        .id(String.valueOf(time))
                        .at(time))
                .toArray(FakeTask[]::new);

        assertThatThrownBy(() -> ask(convergence, echo, complete)).isInstanceOf(TaskFailure.class);
    }

    @Test
    void a_task_that_is_seen_twice_counts_once() {
        Convergence convergence = new Convergence(NOTHING);

        for (int poll = 1; poll <= 10; poll++) {
            assertThat(ask(convergence, echo, failed(echo, 1))).isNotEqualTo(READY);
        }
    }

    @Test
    void tasks_that_ended_in_different_places_do_not_make_a_service_fail() {
        FakeService many = FakeService.replicated("echo", 9);
        FakeTask[] failed = IntStream.rangeClosed(1, 9)
                .mapToObj(slot -> FakeTask.of(many, slot, "a").state("failed"))
                .toArray(FakeTask[]::new);

        assertThat(ask(many, failed)).startsWith("echo: 0 of 9 tasks run");
    }

    /** Five ended tasks that do not count, each for a reason. */
    static Stream<Arguments> tasksThatDoNotCount() {
        FakeService now = FakeService.replicated("echo", 1);
        FakeService earlier = FakeService.replicated("echo", 1).image("echo:0");
        return Stream.of(
                arguments("they ended before", now, "failed", true),
                arguments("they had an earlier specification", earlier, "failed", false),
                arguments("the swarm stopped them", now, "shutdown", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasksThatDoNotCount")
    void some_ended_tasks_do_not_count(String name, FakeService ran, String state, boolean before) {
        FakeTask[] ended = IntStream.rangeClosed(1, 5)
                .mapToObj(time -> failed(ran, time).state(state))
                .toArray(FakeTask[]::new);
        Convergence convergence = new Convergence(before ? view(echo, ended) : NOTHING);

        assertThat(ask(convergence, echo, ended)).startsWith("echo: 0 of 1 tasks run");
    }

    @Test
    void a_service_without_restarts_fails_with_its_first_task() {
        FakeService once = FakeService.replicated("echo", 1).restart("none");

        assertThatThrownBy(() -> ask(once, failed(once, 1))).isInstanceOf(TaskFailure.class);
    }

    @Test
    void a_service_with_limited_restarts_fails_after_the_last() {
        FakeService twice =
                FakeService.replicated("echo", 1).restart("on-failure").attempts(2);
        Convergence convergence = new Convergence(NOTHING);

        assertThat(ask(convergence, twice, failed(twice, 1), failed(twice, 2))).isNotEqualTo(READY);
        assertThatThrownBy(() -> ask(convergence, twice, failed(twice, 3)))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.times())
                        .isEqualTo(3));
    }

    private static FakeTask failed(FakeService service, int time) {
        return FakeTask.of(service, 1, "a")
                .state("failed", "shutdown")
                .error("task: non-zero exit (7)")
                .exitCode(7)
                .id(String.valueOf(time))
                .at(time);
    }

    @Test
    void a_task_without_a_suitable_node_fails_after_a_while() {
        FakeService constrained = FakeService.replicated("echo", 1)
                .constraint("node.role==worker")
                .constraint("node.labels.zone==z");
        FakeTask pending = pendingTask(constrained, "first");

        assertThat(ask(new Convergence(NOTHING, Duration.ofHours(1)), constrained, pending))
                .startsWith("echo: 0 of 1 tasks run");
        assertThatThrownBy(() -> ask(new Convergence(NOTHING, Duration.ZERO), constrained, pending))
                .isInstanceOf(Failure.class)
                .hasMessage("no node can run echo: no suitable node (scheduling constraints not satisfied on 2 nodes);"
                        + " its constraints are node.role==worker, node.labels.zone==z");
    }

    /** An update of a service with a port of the node replaces tasks sequentially, and each task must wait. */
    @Test
    void each_task_has_its_own_time_to_wait() {
        Convergence convergence = new Convergence(NOTHING, Duration.ofMillis(200));
        assertThat(ask(convergence, echo, pendingTask(echo, "first"))).isNotEqualTo(READY);
        assertThatThrownBy(() -> {
                    while (true) {
                        ask(convergence, echo, pendingTask(echo, "first"));
                    }
                })
                .hasMessageStartingWith("no node can run echo");

        assertThat(ask(convergence, echo, pendingTask(echo, "second"))).isNotEqualTo(READY);
    }

    @Test
    void a_global_service_without_a_suitable_node_fails_after_a_while() {
        FakeService withoutNode = FakeService.global("proxy").constraint("node.labels.zone==z");

        assertThat(ask(new Convergence(NOTHING, Duration.ofHours(1)), withoutNode))
                .isEqualTo("proxy: it has no task yet");
        assertThatThrownBy(() -> ask(new Convergence(NOTHING, Duration.ZERO), withoutNode))
                .hasMessage("no node can run proxy: no node that is ready and active is suitable; its"
                        + " constraints are node.labels.zone==z");
    }

    private static FakeTask pendingTask(FakeService service, String id) {
        return FakeTask.of(service, 1, "")
                .id(id)
                .state("pending", "running")
                .error("no suitable node (scheduling constraints not satisfied on 2 nodes)");
    }
}
