package dev.swarmlab.readiness;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits by asking again and again, at first often and then ever more seldom. */
public final class Await {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /** So that what was awaited is noticed at most a twentieth later than it came. */
    private static final int PAUSES_IN_THE_TIME_WAITED = 20;

    private Await() {}

    /**
     * Returns as soon as the probe says that it is ready.
     *
     * @param what what is awaited, as in "the daemon of worker02", for the message of a timeout
     * @throws Failure of kind {@link FailureKind#TIMED_OUT} with the last reason when the deadline passes, of kind
     *     {@link FailureKind#INTERRUPTED} when the thread is interrupted, or what the probe threw and was no answer
     */
    public static void until(String what, Deadline deadline, Probe probe) {
        long begin = System.nanoTime();
        while (true) {
            Answer answer = ask(what, probe);
            if (!(answer instanceof Answer.NotYet notYet)) {
                return;
            }
            if (deadline.isPast()) {
                throw Failure.of(
                                FailureKind.TIMED_OUT,
                                "gave up waiting for " + what + " after "
                                        + deadline.given().toSeconds() + " s")
                        .because(notYet.reason());
            }
            Duration pause = pauseAfter(Duration.ofNanos(System.nanoTime() - begin));
            Duration left = deadline.left();
            LockSupport.parkNanos((pause.compareTo(left) < 0 ? pause : left).toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw Failure.of(FailureKind.INTERRUPTED, "interrupted while waiting for " + what)
                        .because(notYet.reason());
            }
        }
    }

    private static Duration pauseAfter(Duration waited) {
        Duration pause = waited.dividedBy(PAUSES_IN_THE_TIME_WAITED);
        if (pause.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static Answer ask(String what, Probe probe) {
        try {
            return probe.ask();
        } catch (IOException | UncheckedIOException exception) {
            return notYet(exception);
        } catch (RuntimeException exception) {
            if (exception instanceof NotAnswering) {
                return notYet(exception);
            }
            throw exception;
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted while waiting for " + what)
                    .causedBy(exception);
        } catch (Exception exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static Answer notYet(Exception exception) {
        String message = exception.getMessage();
        return Answer.notYet(message == null ? exception.getClass().getSimpleName() : message);
    }
}
