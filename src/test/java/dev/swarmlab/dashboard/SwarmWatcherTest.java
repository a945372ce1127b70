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

    private static final String SILENT = "no manager answers: they have been silent for more than 2 s";

    /** Says what the test wants to each question; nothing happens unless the test says so. */
    private static final class Source implements SwarmSource {

        private final IntFunction<SwarmSnapshot> answers;
        private final List<Long> asked = new CopyOnWriteArrayList<>();
        private final List<Thread> threads = new CopyOnWriteArrayList<>();
        private final CountDownLatch followed = new CountDownLatch(1);
        private volatile Runnable something = () -> {};
        private volatile boolean closed;

        /** @param answers the answer to the first question, the second and so on */
        Source(IntFunction<SwarmSnapshot> answers) {
            this.answers = answers;
        }

        @Override
        public SwarmSnapshot look() {
            threads.add(Thread.currentThread());
            synchronized (this) {
                asked.add(System.nanoTime());
            }
            return answers.apply(asked.size());
        }

        @Override
        public void follow(Runnable something) {
            threads.add(Thread.currentThread());
            this.something = something;
            followed.countDown();
            await(new CountDownLatch(1));
        }

        @Override
        public void close() {
            closed = true;
        }

        Duration between(int one, int other) {
            return Duration.ofNanos(asked.get(other - 1) - asked.get(one - 1));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException exception) {
            throw new EngineException(EngineException.UNREACHABLE, "interrupted", exception);
        }
    }

    private final PublishedState screen = new PublishedState();
    private final CountDownLatch never = new CountDownLatch(1);
    private boolean viewers = true;
    private SwarmWatcher watch = watch(new Source(number -> PublishedState.look()));

    private SwarmWatcher watch(Source source) {
        return new SwarmWatcher(source, new LabState("lab", screen.publisher), () -> viewers);
    }

    private Source watching(IntFunction<SwarmSnapshot> answers) {
        Source source = new Source(answers);
        watch = watch(source);
        watch.start();
        return source;
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private static void awaitQuestions(Source source, int count) {
        PublishedState.await("question " + count, () -> source.asked.size() >= count);
    }

    @Test
    void shows_what_it_sees_again_and_again() {
        watching(number -> number == 1 ? PublishedState.look("a") : PublishedState.look("a", "b"));

        PublishedState.await("the change", () -> !screen.moments().isEmpty());
        assertThat(screen.moments()).containsExactly("good b joined");
        assertThat(screen.trouble("lab")).isEmpty();
    }

    @Test
    void silent_managers_are_told_of_after_two_seconds_and_asked_four_times_at_once_at_most() {
        CountDownLatch answered = new CountDownLatch(1);
        Source source = watching(number -> {
            await(answered);
            return PublishedState.look("a");
        });

        screen.awaitTrouble("lab", SILENT);
        assertThat(Duration.ofNanos(System.nanoTime() - source.asked.get(0))).isGreaterThan(Duration.ofMillis(1900));
        awaitQuestions(source, 4);
        // A fifth would be asked a little more than two seconds after the fourth.
        PublishedState.await(
                "three seconds of waiting",
                () -> System.nanoTime() - source.asked.get(3)
                        > Duration.ofSeconds(3).toNanos());
        assertThat(source.asked).hasSize(4);

        answered.countDown();
        screen.awaitTrouble("lab", "");
        awaitQuestions(source, 5);
    }

    @Test
    void an_answer_that_comes_late_and_out_of_order_is_dropped() {
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch given = new CountDownLatch(1);
        Source source = watching(number -> {
            if (number > 1) {
                return PublishedState.look("a", "b");
            }
            await(late);
            given.countDown();
            return PublishedState.look("a");
        });
        PublishedState.await("the second answer", () -> screen.lab("lab").path("nodes").size() == 2);
        late.countDown();
        await(given);
        awaitQuestions(source, source.asked.size() + 3);

        assertThat(screen.moments()).as("of the old picture").isEmpty();
        assertThat(screen.lab("lab").path("nodes")).hasSize(2);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new EngineException(EngineException.UNREACHABLE, "Connection refused"),
                        "the manager does not answer: Connection refused"),
                Arguments.of(
                        Failure.of(FailureKind.FAILED, "no manager answers").because("none runs"),
                        "no manager answers: none runs"),
                Arguments.of(new IllegalStateException("a mistake"), "a mistake"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failures_are_told_of_until_a_manager_answers_again(RuntimeException failure, String trouble) {
        CountDownLatch repaired = new CountDownLatch(1);
        watching(number -> {
            if (number > 1 && repaired.getCount() > 0) {
                throw failure;
            }
            return PublishedState.look("a");
        });

        screen.awaitTrouble("lab", trouble);
        assertThat(screen.lab("lab").path("nodes")).as("what was seen last").hasSize(1);
        repaired.countDown();
        screen.awaitTrouble("lab", "");
        assertThat(screen.moments())
                .containsExactly(
                        "bad lab is not seen any more: " + trouble, "good lab is seen again: a manager answers");
    }

    /** Five pauses would last for ten seconds. */
    @Test
    void an_event_leads_to_a_look_before_the_pause_is_over() {
        viewers = false;
        Source source = watching(number -> PublishedState.look("a"));
        await(source.followed);
        for (int each = 1; each <= 6; each++) {
            awaitQuestions(source, each);
            source.something.run();
        }

        assertThat(source.between(1, 6)).isBetween(Duration.ofMillis(990), Duration.ofSeconds(8));
    }

    @Test
    void without_events_it_looks_every_half_second_for_viewers_and_every_two_seconds_for_nobody() {
        Source source = watching(number -> {
            viewers = number < 6;
            return PublishedState.look("a");
        });

        awaitQuestions(source, 7);
        // The first pause ends early, since whatever happened before events are followed must be seen.
        assertThat(source.between(2, 6)).isBetween(Duration.ofMillis(1950), Duration.ofMillis(7000));
        assertThat(source.between(6, 7)).isGreaterThan(Duration.ofMillis(1950));
    }

    @Test
    void closing_ends_the_threads_and_closes_the_source() {
        Source source = watching(number -> {
            if (number > 1) {
                await(never);
            }
            return PublishedState.look("a");
        });
        await(source.followed);
        awaitQuestions(source, 2);

        watch.close();

        assertThat(source.closed).isTrue();
        assertThat(source.threads).allMatch(Thread::isDaemon);
        PublishedState.await("the threads' end", () -> source.threads.stream().noneMatch(Thread::isAlive));
    }

    /** A lab that was removed from the board must not come back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_answered_after_closing_is_not_shown(boolean failing) {
        Source source = watching(number -> {
            if (number == 1) {
                return PublishedState.look("a");
            }
            try {
                await(never);
            } catch (EngineException interrupted) {
                if (failing) {
                    throw interrupted;
                }
            }
            return PublishedState.look("a", "b");
        });
        screen.awaitTrouble("lab", "");
        awaitQuestions(source, 2);

        watch.close();
        screen.publisher.remove("lab", List.of());

        PublishedState.await("the threads' end", () -> source.threads.stream().noneMatch(Thread::isAlive));
        assertThat(screen.lab("lab").isMissingNode()).isTrue();
    }
}
