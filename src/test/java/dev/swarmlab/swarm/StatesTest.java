package dev.swarmlab.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.Reported;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the Docker Engine API for states of a swarm. */
class StatesTest {

    static Stream<Arguments> states() {
        return Stream.of(
                        states(NodeState::of, "unknown", "down", "ready", "disconnected"),
                        states(NodeRole::of, "manager", "worker"),
                        states(NodeAvailability::of, "active", "pause", "drain"),
                        states(Reachability::of, "unknown", "unreachable", "reachable"),
                        states(MembershipState::of, "inactive", "pending", "active", "error", "locked"),
                        states(
                                UpdateState::of,
                                "updating",
                                "paused",
                                "completed",
                                "rollback_started",
                                "rollback_paused",
                                "rollback_completed"),
                        states(
                                TaskState::of,
                                "new",
                                "pending",
                                "assigned",
                                "accepted",
                                "preparing",
                                "ready",
                                "starting",
                                "running",
                                "complete",
                                "shutdown",
                                "failed",
                                "rejected",
                                "orphaned",
                                "remove"))
                .flatMap(Function.identity());
    }

    private static <S extends Enum<S>> Stream<Arguments> states(Function<String, Reported<S>> reader, String... texts) {
        return Stream.of(texts).map(text -> Arguments.of(reader, text));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("states")
    <S extends Enum<S>> void a_state_of_docker_has_a_constant_of_its_own(
            Function<String, Reported<S>> reader, String text) {
        Reported<S> state = reader.apply(text);

        assertThat(state.value()).hasToString(text.toUpperCase(Locale.ROOT));
        assertThat(state.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "new, false",
        "pending, false",
        "assigned, false",
        "accepted, false",
        "preparing, false",
        "ready, false",
        "starting, false",
        "running, false",
        "complete, true",
        "shutdown, true",
        "failed, true",
        "rejected, true",
        "orphaned, true",
        "remove, true",
        "of-a-newer-docker, false",
    })
    void a_task_has_ended_or_not(String state, boolean ended) {
        assertThat(TaskState.of(state).value().hasEnded()).isEqualTo(ended);
    }
}
