package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SwarmWatcherTest {

    private static final String NO_ANSWER = "no manager answered within 2 s";

    /** Answers each poll as the test says. There are no events unless the test makes one. */
    private static final class Source implements SwarmSource {

        private final IntFunction<SwarmSnapshot> answers;
        private final List<Long> polls = new CopyOnWriteArrayList<>();
        private final List<Thread> threads = new CopyOnWriteArrayList<>();
        private final CountDownLatch followed = new CountDownLatch(1);
        private volatile Runnable onEvent = () -> {};
        private volatile boolean closed;

        /** @param answers the answer to each poll, by its number from 1 */
        Source(IntFunction<SwarmSnapshot> answers) {
            this.answers = answers;
        }

        @Override
        public SwarmSnapshot poll() {
            threads.add(Thread.currentThread());
            synchronized (this) {
                polls.add(System.nanoTime());
            }
            return answers.apply(polls.size());
        }

        @Override
        public void followEvents(Runnable onEvent) {
            threads.add(Thread.currentThread());
            this.onEvent = onEvent;
            followed.countDown();
            await(new CountDownLatch(1));
        }

        @Override
        public void close() {
            closed = true;
        }

        Duration between(int one, int other) {
            return Duration.ofNanos(polls.get(other - 1) - polls.get(one - 1));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException exception) {
            throw new EngineException(EngineException.UNREACHABLE, "interrupted", exception);
        }
    }

    private final PublishedState state = new PublishedState();
    private final CountDownLatch never = new CountDownLatch(1);
    private boolean viewers = true;
    private SwarmWatcher watcher = watcher(new Source(number -> PublishedState.snapshot()));

    private SwarmWatcher watcher(Source source) {
        return new SwarmWatcher(source, new LabState("lab", state.publisher), () -> viewers);
    }

    private Source watching(IntFunction<SwarmSnapshot> answers) {
        Source source = new Source(answers);
        watcher = watcher(source);
        watcher.start();
        return source;
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    private static void awaitPolls(Source source, int count) {
        PublishedState.await("poll " + count, () -> source.polls.size() >= count);
    }

    @Test
    void it_polls_repeatedly_and_publishes_changes() {
        watching(number -> number == 1 ? PublishedState.snapshot("a") : PublishedState.snapshot("a", "b"));

        PublishedState.await("the change", () -> !state.events().isEmpty());
        assertThat(state.events()).containsExactly("good b joined");
        assertThat(state.problem("lab")).isEmpty();
    }

    @Test
    void no_answer_is_reported_after_two_seconds_and_at_most_four_polls_are_pending() {
        CountDownLatch answered = new CountDownLatch(1);
        Source source = watching(number -> {
            await(answered);
            return PublishedState.snapshot("a");
        });

        state.awaitProblem("lab", NO_ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - source.polls.get(0))).isGreaterThan(Duration.ofMillis(1900));
        awaitPolls(source, 4);
        // A fifth poll would start a little more than two seconds after the fourth.
        PublishedState.await(
                "three seconds of waiting",
                () -> System.nanoTime() - source.polls.get(3)
                        > Duration.ofSeconds(3).toNanos());
        assertThat(source.polls).hasSize(4);

        answered.countDown();
        state.awaitProblem("lab", "");
        awaitPolls(source, 5);
    }

    @Test
    void an_answer_that_arrives_after_a_later_one_is_ignored() {
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch given = new CountDownLatch(1);
        Source source = watching(number -> {
            if (number > 1) {
                return PublishedState.snapshot("a", "b");
            }
            await(late);
            given.countDown();
            return PublishedState.snapshot("a");
        });
        PublishedState.await(
                "the second answer", () -> state.lab("lab").path("nodes").size() == 2);
        late.countDown();
        await(given);
        awaitPolls(source, source.polls.size() + 3);

        assertThat(state.events()).as("from the old answer").isEmpty();
        assertThat(state.lab("lab").path("nodes")).hasSize(2);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new EngineException(EngineException.UNREACHABLE, "Connection refused"),
                        "the manager does not answer: Connection refused"),
                Arguments.of(
                        Failure.of(FailureKind.FAILED, "no manager answers").because("none runs"),
                        "no manager answers: none runs"),
                Arguments.of(new IllegalStateException("a bug"), "a bug"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_the_labs_problem_until_a_manager_answers_again(RuntimeException failure, String problem) {
        CountDownLatch repaired = new CountDownLatch(1);
        watching(number -> {
            if (number > 1 && repaired.getCount() > 0) {
                throw failure;
            }
            return PublishedState.snapshot("a");
        });

        state.awaitProblem("lab", problem);
        assertThat(state.lab("lab").path("nodes")).as("from the last snapshot").hasSize(1);
        repaired.countDown();
        state.awaitProblem("lab", "");
        assertThat(state.events()).containsExactly("bad lab is unreachable: " + problem, "good lab is reachable again");
    }

    /** Five pauses would last for ten seconds. */
    @Test
    void an_event_starts_a_poll_before_the_pause_is_over() {
        viewers = false;
        Source source = watching(number -> PublishedState.snapshot("a"));
        await(source.followed);
        for (int each = 1; each <= 6; each++) {
            awaitPolls(source, each);
            source.onEvent.run();
        }

        assertThat(source.between(1, 6)).isBetween(Duration.ofMillis(990), Duration.ofSeconds(8));
    }

    @Test
    void without_events_it_polls_every_half_second_or_without_viewers_every_two_seconds() {
        Source source = watching(number -> {
            viewers = number < 6;
            return PublishedState.snapshot("a");
        });

        awaitPolls(source, 7);
        // The first pause ends early: a poll follows as soon as events are being followed.
        assertThat(source.between(2, 6)).isBetween(Duration.ofMillis(1950), Duration.ofMillis(7000));
        assertThat(source.between(6, 7)).isGreaterThan(Duration.ofMillis(1950));
    }

    @Test
    void closing_ends_the_threads_and_closes_the_source() {
        Source source = watching(number -> {
            if (number > 1) {
                await(never);
            }
            return PublishedState.snapshot("a");
        });
        await(source.followed);
        awaitPolls(source, 2);

        watcher.close();

        assertThat(source.closed).isTrue();
        assertThat(source.threads).allMatch(Thread::isDaemon);
        PublishedState.await("the threads' end", () -> source.threads.stream().noneMatch(Thread::isAlive));
    }

    /** A removed lab must not be published again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answers_after_closing_are_ignored(boolean failing) {
        Source source = watching(number -> {
            if (number == 1) {
                return PublishedState.snapshot("a");
            }
            try {
                await(never);
            } catch (EngineException interrupted) {
                if (failing) {
                    throw interrupted;
                }
            }
            return PublishedState.snapshot("a", "b");
        });
        state.awaitProblem("lab", "");
        awaitPolls(source, 2);

        watcher.close();
        state.publisher.remove("lab", List.of());

        PublishedState.await("the threads' end", () -> source.threads.stream().noneMatch(Thread::isAlive));
        assertThat(state.lab("lab").isMissingNode()).isTrue();
    }
}
