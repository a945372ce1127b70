package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Does something again and again: sooner when it is woken up, but never too often. Not a wait for something: it has no end. */
final class Poller implements AutoCloseable {

    /** As often as this at most, however much happens: what happens together is seen together. */
    static final Duration SHORTEST = Duration.ofMillis(200);

    private static final Duration BEFORE_FOLLOWING_AGAIN = Duration.ofSeconds(1);

    /** What is done each time. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Until it is closed. */
    void keep(Work work, Supplier<Duration> pause) {
        try {
            do {
                wake.drainPermits();
                work.run();
            } while (!closed.await(SHORTEST.toMillis(), TimeUnit.MILLISECONDS) && restOf(pause.get()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether to go on */
    private boolean restOf(Duration pause) throws InterruptedException {
        wake.tryAcquire(pause.minus(SHORTEST).toMillis(), TimeUnit.MILLISECONDS);
        return closed.getCount() > 0;
    }

    /** Follows a stream that may end at any time, and wakes up whenever it had to be opened anew. */
    void keepFollowing(Runnable stream) {
        try {
            do {
                wakeUp();
                follow(stream);
            } while (!closed.await(BEFORE_FOLLOWING_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void follow(Runnable stream) {
        try {
            stream.run();
        } catch (EngineException | Failure nobodyToFollow) {
            return; // whoever looks meets the same, and says so
        }
    }

    void wakeUp() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        wake.release();
    }
}
