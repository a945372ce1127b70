package dev.swarmlab.readiness;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Waits by polling: every 25 ms at first, then less often, and every 500 ms after ten seconds. */
public final class Await {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /** The pause is the time waited divided by this number. So a change is noticed at most 5 % late. */
    private static final int PAUSE_DIVISOR = 20;

    private Await() {}

    /**
     * Polls until the probe is ready. It is asked at least once, even when the deadline has passed.
     *
     * @param what what is awaited, as in "the daemon of worker02", for the message of a timeout
     * @throws Failure of kind {@link FailureKind#TIMED_OUT} with the last reason when the deadline passes, or of kind
     *     {@link FailureKind#INTERRUPTED} when the thread is interrupted
     * @throws RuntimeException any exception of the probe that is neither an I/O error nor a {@link NotAnswering}
     */
    public static void until(String what, Deadline deadline, Probe<Answer> probe) {
        until(what, deadline, probe, answer -> answer);
    }

    /**
     * Polls until a value is ready, and returns this value.
     *
     * @param judge says whether a value is ready; its exceptions are treated like the probe's
     * @throws Failure as {@link #until(String, Deadline, Probe)}
     */
    public static <T> T until(String what, Deadline deadline, Probe<T> probe, Function<? super T, Answer> judge) {
        long begin = System.nanoTime();
        while (true) {
            String reason;
            try {
                T value = probe.ask();
                if (!(judge.apply(value) instanceof Answer.NotYet notYet)) {
                    return value;
                }
                reason = notYet.reason();
            } catch (Exception exception) {
                reason = reasonToAskAgain(what, exception);
            }
            pause(what, deadline, Duration.ofNanos(System.nanoTime() - begin), reason);
        }
    }

    private static void pause(String what, Deadline deadline, Duration waited, String reason) {
        if (deadline.isPast()) {
            throw Failure.of(
                            FailureKind.TIMED_OUT,
                            "gave up waiting for " + what + " after "
                                    + deadline.given().toSeconds() + " s")
                    .because(reason);
        }
        Duration pause = pauseAfter(waited);
        Duration left = deadline.left();
        LockSupport.parkNanos((pause.compareTo(left) < 0 ? pause : left).toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted while waiting for " + what)
                    .because(reason);
        }
    }

    private static Duration pauseAfter(Duration waited) {
        Duration pause = waited.dividedBy(PAUSE_DIVISOR);
        if (pause.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** The message of an I/O error or of an engine's error. Any other exception is a bug, and is thrown. */
    private static String reasonToAskAgain(String what, Exception exception) {
        if (exception instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted while waiting for " + what)
                    .causedBy(exception);
        }
        if (exception instanceof IOException
                || exception instanceof UncheckedIOException
                || exception instanceof NotAnswering) {
            String message = exception.getMessage();
            return message == null ? exception.getClass().getSimpleName() : message;
        }
        throw exception instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(exception);
    }
}
