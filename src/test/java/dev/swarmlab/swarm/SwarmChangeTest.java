package dev.swarmlab.swarm;

import static dev.swarmlab.swarm.Views.leader;
import static dev.swarmlab.swarm.Views.manager;
import static dev.swarmlab.swarm.Views.node;
import static dev.swarmlab.swarm.Views.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SwarmChangeTest {

    private static final String PAUSED = "update paused due to failure or early termination of task x";

    private static List<String> between(SwarmView before, SwarmView after) {
        return SwarmChange.between(before, after).stream()
                .map(SwarmChange::toString)
                .toList();
    }

    static Stream<Arguments> nodes() {
        return Stream.of(
                arguments(List.of(), List.of(worker("w")), List.of("w joined")),
                arguments(List.of(worker("w")), List.of(), List.of("w left")),
                arguments(List.of(worker("w")), List.of(worker("w")), List.of()),
                arguments(List.of(worker("w")), List.of(worker("w", "down", "active")), List.of("w is down")),
                arguments(List.of(worker("w", "down", "active")), List.of(worker("w")), List.of("w is ready")),
                // States of a newer Docker
                arguments(List.of(worker("w")), List.of(worker("w", "dozing", "active")), List.of("w is dozing")),
                arguments(List.of(worker("w")), List.of(worker("w", "ready", "shy")), List.of("w is set to shy")),
                arguments(List.of(worker("w")), List.of(worker("w", "ready", "drain")), List.of("w is set to drain")),
                arguments(List.of(worker("w", "ready", "pause")), List.of(worker("w")), List.of("w is set to active")),
                arguments(List.of(worker("w")), List.of(manager("w")), List.of("w was promoted to manager")),
                arguments(List.of(manager("w")), List.of(worker("w")), List.of("w was demoted to worker")),
                arguments(
                        List.of(manager("m")),
                        List.of(node("m", "manager", "down", "active", false, "unreachable")),
                        List.of("m is down", "m can't be reached by the other managers")),
                arguments(
                        List.of(leader("m1"), manager("m2")),
                        List.of(manager("m1"), leader("m2")),
                        List.of("m2 leads")),
                // A leader that is demoted loses both roles at once. The new leader is a manager already.
                arguments(
                        List.of(leader("m1"), manager("m2")),
                        List.of(worker("m1"), leader("m2")),
                        List.of("m1 was demoted to worker", "m2 leads")));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void names_each_change_of_a_node(List<SwarmNode> before, List<SwarmNode> after, List<String> changes) {
        assertThat(between(Views.of(before, List.of()), Views.of(after, List.of())))
                .containsExactlyElementsOf(changes);
    }

    static Stream<Arguments> services() {
        FakeService echo = FakeService.replicated("echo", 2);
        return Stream.of(
                arguments(List.of(), List.of(echo), List.of("echo was created")),
                arguments(List.of(echo), List.of(), List.of("echo was removed")),
                arguments(List.of(echo), List.of(echo), List.of()),
                arguments(List.of(echo), List.of(FakeService.replicated("echo", 5)), List.of("echo scaled 2 → 5")),
                arguments(List.of(echo), List.of(FakeService.replicated("echo", 1)), List.of("echo scaled 2 → 1")),
                arguments(
                        List.of(echo),
                        List.of(FakeService.replicated("echo", 2).image("registry:5000/echo:2@sha256:22")),
                        List.of("echo image changed to registry:5000/echo:2")),
                arguments(List.of(echo), List.of(updating("updating")), List.of("echo update started")),
                arguments(List.of(updating("updating")), List.of(updating("updating")), List.of()),
                arguments(
                        List.of(updating("updating")),
                        List.of(updating("completed")),
                        List.of("echo update completed")),
                arguments(List.of(updating("updating")), List.of(updating("paused")), List.of("echo " + PAUSED)),
                arguments(
                        List.of(updating("updating")),
                        List.of(updating("rollback_started")),
                        List.of("echo rollback started")),
                arguments(
                        List.of(updating("rollback_started")),
                        List.of(updating("rollback_completed")),
                        List.of("echo rollback completed")),
                arguments(
                        List.of(updating("rollback_started")),
                        List.of(updating("rollback_paused")),
                        List.of("echo rollback paused: " + PAUSED)),
                arguments(
                        List.of(updating("updating")),
                        List.of(FakeService.replicated("echo", 2).update("paused", "2026-01-01T00:00:00Z", "")),
                        List.of("echo update paused")),
                // A state of a newer Docker
                arguments(
                        List.of(updating("updating")),
                        List.of(updating("verifying")),
                        List.of("echo update is verifying")),
                // Two updates between two polls
                arguments(
                        List.of(updating("completed")),
                        List.of(FakeService.replicated("echo", 2).update("completed", "2026-01-02T00:00:00Z", PAUSED)),
                        List.of("echo update completed")),
                arguments(List.of(updating("completed")), List.of(echo), List.of()));
    }

    private static FakeService updating(String state) {
        return FakeService.replicated("echo", 2).update(state, "2026-01-01T00:00:00Z", PAUSED);
    }

    @ParameterizedTest
    @MethodSource("services")
    void names_each_change_of_a_service(List<FakeService> before, List<FakeService> after, List<String> changes) {
        assertThat(between(Views.of(List.of(), before), Views.of(List.of(), after)))
                .containsExactlyElementsOf(changes);
    }

    static Stream<Arguments> tasks() {
        return Stream.of(
                arguments("running", "", "echo.1 runs on w"),
                arguments("failed", "task: non-zero exit (1)", "echo.1 failed on w: task: non-zero exit (1)"),
                arguments("rejected", "No such image", "echo.1 was rejected on w: No such image"),
                arguments("complete", "", "echo.1 is complete on w"),
                arguments("shutdown", "", "echo.1 was stopped on w"));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void names_each_change_of_a_task(String state, String error, String change) {
        FakeService echo = FakeService.replicated("echo", 2);
        SwarmView before = tasks(echo, FakeTask.of(echo, 1, "w").state("preparing", "running"));
        SwarmView after = tasks(echo, FakeTask.of(echo, 1, "w").state(state).error(error));

        assertThat(between(before, after)).containsExactly(change);
        assertThat(between(after, after)).isEmpty();
        assertThat(between(tasks(echo), after))
                .as("a task that was created and changed between two polls")
                .containsExactly(change);
    }

    static Stream<Arguments> successors() {
        FakeService echo = FakeService.replicated("echo", 2);
        FakeTask first = FakeTask.of(echo, 1, "a").id("first").at(1).state("shutdown");
        FakeTask second = FakeTask.of(echo, 1, "b").id("second").at(2).state("failed");
        FakeService proxy = FakeService.global("proxy");
        return Stream.of(
                arguments(echo, List.of(first), FakeTask.of(echo, 1, "b").at(2), "echo.1 runs on b, no longer on a"),
                arguments(echo, List.of(first), FakeTask.of(echo, 1, "a").at(2), "echo.1 runs on a"),
                arguments(echo, List.of(first), FakeTask.of(echo, 2, "b").at(2), "echo.2 runs on b"),
                arguments(echo, List.of(second), FakeTask.of(echo, 1, "a").at(1), "echo.1 runs on a"),
                arguments(
                        echo,
                        List.of(second, first),
                        FakeTask.of(echo, 1, "c").at(3),
                        "echo.1 runs on c, no longer on b"),
                arguments(echo, List.of(first), FakeTask.of(echo, 1, "b").at(2).state("failed"), "echo.1 failed on b"),
                arguments(
                        echo,
                        List.of(FakeTask.of(echo, 1, "removed").id("old").state("shutdown")),
                        FakeTask.of(echo, 1, "b").at(2),
                        "echo.1 runs on b"),
                arguments(
                        proxy,
                        List.of(FakeTask.on("a", proxy).id("old").state("shutdown")),
                        FakeTask.on("b", proxy).at(2),
                        "proxy runs on b"));
    }

    @ParameterizedTest
    @MethodSource("successors")
    void names_the_node_of_the_task_that_is_replaced(
            FakeService service, List<FakeTask> before, FakeTask task, String change) {
        List<SwarmNode> nodes = List.of(worker("a"), worker("b"), worker("c"));
        List<FakeTask> after = new ArrayList<>(before);
        after.add(task);

        assertThat(between(
                        Views.of(nodes, List.of(service), before.toArray(FakeTask[]::new)),
                        Views.of(nodes, List.of(service), after.toArray(FakeTask[]::new))))
                .containsExactly(change);
    }

    @ParameterizedTest
    @CsvSource({
        "running, GOOD",
        "complete, GOOD",
        "failed, BAD",
        "rejected, BAD",
        "shutdown, NEUTRAL",
    })
    void the_tone_of_a_task_follows_from_its_state(String state, SwarmChange.Tone tone) {
        FakeService echo = FakeService.replicated("echo", 2);

        assertThat(SwarmChange.between(
                        tasks(echo),
                        tasks(echo, FakeTask.of(echo, 1, "w").id("t").state(state))))
                .extracting(SwarmChange::tone, SwarmChange::id)
                .containsExactly(tuple(tone, "t"));
    }

    static Stream<Arguments> tonesOfNodes() {
        return Stream.of(
                arguments(worker("other"), worker("w"), SwarmChange.Tone.GOOD, SwarmChange.Tone.NEUTRAL),
                arguments(worker("w"), worker("w", "down", "active"), SwarmChange.Tone.BAD, SwarmChange.Tone.GOOD),
                arguments(
                        worker("w"), worker("w", "ready", "drain"), SwarmChange.Tone.NEUTRAL, SwarmChange.Tone.NEUTRAL),
                arguments(worker("w"), manager("w"), SwarmChange.Tone.NEUTRAL, SwarmChange.Tone.NEUTRAL));
    }

    /** @param back the tone of the change back to the first state */
    @ParameterizedTest
    @MethodSource("tonesOfNodes")
    void the_tone_of_a_node_follows_from_its_change(
            SwarmNode before, SwarmNode after, SwarmChange.Tone there, SwarmChange.Tone back) {
        SwarmView one = Views.of(List.of(before), List.of());
        SwarmView other = Views.of(List.of(after), List.of());

        assertThat(SwarmChange.between(one, other).get(0))
                .extracting(SwarmChange::tone, SwarmChange::id)
                .containsExactly(there, "w");
        assertThat(SwarmChange.between(other, one))
                .filteredOn(change -> change.id().equals("w"))
                .extracting(SwarmChange::tone)
                .containsExactly(back);
    }

    @Test
    void a_new_leader_is_good_and_an_unreachable_manager_is_bad() {
        assertThat(SwarmChange.between(
                        Views.of(List.of(manager("m")), List.of()), Views.of(List.of(leader("m")), List.of())))
                .extracting(SwarmChange::tone)
                .containsExactly(SwarmChange.Tone.GOOD);
        assertThat(SwarmChange.between(
                        Views.of(List.of(manager("m")), List.of()),
                        Views.of(List.of(node("m", "manager", "ready", "active", false, "unreachable")), List.of())))
                .extracting(SwarmChange::tone)
                .containsExactly(SwarmChange.Tone.BAD);
    }

    @ParameterizedTest
    @CsvSource({
        "updating, NEUTRAL",
        "completed, GOOD",
        "paused, BAD",
        "rollback_started, BAD",
        "rollback_completed, NEUTRAL",
        "rollback_paused, BAD",
    })
    void the_tone_of_an_update_follows_from_its_state(String state, SwarmChange.Tone tone) {
        assertThat(SwarmChange.between(
                        Views.of(List.of(), List.of(FakeService.replicated("echo", 2))),
                        Views.of(List.of(), List.of(updating(state)))))
                .extracting(SwarmChange::tone, SwarmChange::id)
                .containsExactly(tuple(tone, Views.service(updating(state)).id()));
    }

    @Test
    void omits_a_task_that_is_still_starting() {
        FakeService echo = FakeService.replicated("echo", 2);

        assertThat(between(tasks(echo), tasks(echo, FakeTask.of(echo, 1, "w").state("preparing", "running"))))
                .isEmpty();
    }

    @Test
    void a_task_may_outlive_its_service() {
        FakeService echo = FakeService.replicated("echo", 2);
        SwarmView before = tasks(echo, FakeTask.of(echo, 1, "w"));
        SwarmView after = Views.of(
                List.of(worker("w")), List.of(), FakeTask.of(echo, 1, "w").state("shutdown"));

        assertThat(between(before, after))
                .containsExactly("echo was removed", "a task of a removed service was stopped on w");
    }

    @Test
    void lists_nodes_then_services_then_tasks() {
        FakeService echo = FakeService.replicated("echo", 2);

        assertThat(SwarmChange.between(
                        Views.of(List.of(), List.of()),
                        Views.of(List.of(worker("w")), List.of(echo), FakeTask.of(echo, 1, "w"))))
                .extracting(SwarmChange::kind)
                .containsExactly(SwarmChange.Kind.NODE, SwarmChange.Kind.SERVICE, SwarmChange.Kind.TASK);
    }

    private static SwarmView tasks(FakeService echo, FakeTask... tasks) {
        return Views.of(List.of(worker("w")), List.of(echo), tasks);
    }
}
