package dev.swarmlab.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AwaitTest {

    private final Deadline soon = Deadline.in(Duration.ofMillis(50));
    private static final Deadline LATE = Deadline.in(Duration.ofMinutes(1));

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asks_until_it_is_ready() {
        Await.until("it", LATE, () -> Answer.readyIf(asked.incrementAndGet() == 5, "not yet"));

        assertThat(asked).hasValue(5);
    }

    @Test
    void asks_once_even_when_the_time_is_up() {
        Await.until("it", Deadline.in(Duration.ZERO), () -> {
            asked.incrementAndGet();
            return Answer.ready();
        });

        assertThat(asked).hasValue(1);
    }

    @Test
    void gives_up_with_the_last_reason() {
        assertThatThrownBy(() -> Await.until(
                        "the daemon", soon, () -> Answer.notYet("try " + Math.min(2, asked.incrementAndGet()))))
                .isInstanceOf(Failure.class)
                .hasMessage("gave up waiting for the daemon after 0 s: try 2")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.TIMED_OUT);
    }

    @Test
    void returns_the_value_that_was_ready() {
        assertThat(Await.until(
                        "it", LATE, asked::incrementAndGet, value -> Answer.readyIf(value == 5, "it is " + value)))
                .isEqualTo(5);
    }

    @Test
    void gives_up_on_a_value_with_the_last_reason() {
        assertThatThrownBy(
                        () -> Await.until("the daemon", soon, () -> "paused", state -> Answer.notYet("it is " + state)))
                .isInstanceOf(Failure.class)
                .hasMessage("gave up waiting for the daemon after 0 s: it is paused");
    }

    static Stream<Exception> errors_of_others() {
        return Stream.of(
                new IOException("refused"),
                new SocketTimeoutException("silent"),
                new UncheckedIOException(new IOException("refused")),
                new EngineException(EngineException.UNREACHABLE, "no engine"),
                new EngineException(500, "no leader"));
    }

    @ParameterizedTest
    @MethodSource("errors_of_others")
    void asks_again_after_an_io_error_or_an_error_of_an_engine(Exception answer) {
        Await.until("it", LATE, () -> {
            if (asked.incrementAndGet() < 3) {
                throw answer;
            }
            return Answer.ready();
        });

        assertThat(asked).hasValue(3);
    }

    @Test
    void asks_again_after_an_error_of_an_engine_in_the_judge() {
        Await.until("it", LATE, asked::incrementAndGet, value -> {
            if (value < 3) {
                throw new EngineException(500, "no leader");
            }
            return Answer.ready();
        });

        assertThat(asked).hasValue(3);
    }

    static Stream<Exception> bugs() {
        return Stream.of(
                new NullPointerException(),
                new ClassCastException("a is no b"),
                new IllegalStateException("never so"),
                new IllegalArgumentException("not this"),
                new IndexOutOfBoundsException(3),
                new NoSuchElementException());
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void a_bug_in_the_probe_is_thrown_at_once(Exception error) {
        assertThatThrownBy(() -> Await.until("it", LATE, () -> {
                    asked.incrementAndGet();
                    throw error;
                }))
                .isSameAs(error);
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_bug_in_the_judge_is_thrown_at_once() {
        assertThatThrownBy(() -> Await.until("it", LATE, () -> "a text", text -> {
                    asked.incrementAndGet();
                    throw new ClassCastException(text);
                }))
                .isInstanceOf(ClassCastException.class);
        assertThat(asked).hasValue(1);
    }

    /** Only I/O errors say that something outside of swarmlab is not ready. */
    @Test
    void any_other_checked_exception_is_thrown_at_once() {
        assertThatThrownBy(() -> Await.until("it", LATE, () -> {
                    throw new GeneralSecurityException("no such algorithm");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void an_interrupted_probe_ends_the_wait() {
        assertThatThrownBy(() -> Await.until("it", LATE, () -> {
                    throw new InterruptedException();
                }))
                .hasMessage("interrupted while waiting for it")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_exception_without_a_message_is_reported_by_its_name() {
        assertThatThrownBy(() -> Await.until("it", soon, () -> {
                    throw new IOException();
                }))
                .hasMessageEndingWith(": IOException");
    }

    @Test
    void a_failure_ends_the_wait() {
        assertThatThrownBy(() -> Await.until("it", LATE, () -> {
                    asked.incrementAndGet();
                    throw Failure.of(FailureKind.FAILED, "it never will be");
                }))
                .hasMessage("it never will be");
        assertThat(asked).hasValue(1);
    }

    @Test
    void an_interruption_ends_the_wait() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Await.until("it", LATE, () -> Answer.notYet("it sleeps")))
                    .hasMessage("interrupted while waiting for it: it sleeps")
                    .extracting(failure -> ((Failure) failure).kind())
                    .isEqualTo(FailureKind.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void the_earlier_of_two_deadlines_counts() {
        assertThat(LATE.atMost(Duration.ofSeconds(1)).left()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(soon.atMost(Duration.ofSeconds(1))).isSameAs(soon);
    }

    @Test
    void a_deadline_that_is_past_leaves_no_time() {
        Deadline past = Deadline.in(Duration.ofMillis(-1));

        assertThat(past.isPast()).isTrue();
        assertThat(past.left()).isZero();
        assertThat(LATE.isPast()).isFalse();
        assertThat(LATE.given()).isEqualTo(Duration.ofMinutes(1));
    }
}
