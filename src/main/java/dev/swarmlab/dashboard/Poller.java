package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Repeats work after each pause, or sooner when it is woken up, until it is closed. Thread-safe. */
final class Poller implements AutoCloseable {

    /** The shortest pause, however often it is woken up: changes that happen together are handled together. */
    static final Duration MIN_PAUSE = Duration.ofMillis(200);

    private static final Duration RECONNECT_DELAY = Duration.ofSeconds(1);

    /** The work to repeat. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    private final Semaphore wakeUps = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Repeats the work in the current thread until the poller is closed or the thread interrupted.
     *
     * @param pause the time between the end of one run and the next, read after each run
     */
    void run(Work work, Supplier<Duration> pause) {
        try {
            do {
                wakeUps.drainPermits();
                work.run();
            } while (!closed.await(MIN_PAUSE.toMillis(), TimeUnit.MILLISECONDS) && awaitNext(pause.get()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether the poller is still open */
    private boolean awaitNext(Duration pause) throws InterruptedException {
        wakeUps.tryAcquire(pause.minus(MIN_PAUSE).toMillis(), TimeUnit.MILLISECONDS);
        return closed.getCount() > 0;
    }

    /** Follows a stream of events, and reopens it when it ends. Wakes the poller up first: events may be missed. */
    void follow(Runnable stream) {
        try {
            do {
                wakeUp();
                followOnce(stream);
            } while (!closed.await(RECONNECT_DELAY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void followOnce(Runnable stream) {
        try {
            stream.run();
        } catch (EngineException | Failure unreachable) {
            return; // the work meets the same error and reports it
        }
    }

    void wakeUp() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        wakeUps.release();
    }
}
