package dev.swarmlab.junit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A lab that all classes of a test run use, one after the other. */
final class SharedLab implements AutoCloseable {

    /** Longer than any test class that a developer would wait for. */
    private static final Duration LIMIT = Duration.ofHours(2);

    private final OwnedLab lab;

    /** A class may end in another thread than the one in which it began. */
    private final Semaphore permit = new Semaphore(1, true);

    private boolean isUsed;

    SharedLab(OwnedLab lab) {
        this.lab = lab;
    }

    /** The lab for one class: in its first state, and for this class alone until it is closed. */
    Lease lease() {
        boolean isFree = false;
        try {
            isFree = permit.tryAcquire(LIMIT.toMinutes(), TimeUnit.MINUTES);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
        if (!isFree) {
            throw new IllegalStateException(
                    "another class still uses the lab " + lab.lab().name());
        }
        try {
            if (isUsed) {
                lab.reset();
            }
            isUsed = true;
            return new Lease(this);
        } catch (RuntimeException | Error failure) {
            permit.release();
            throw failure;
        }
    }

    @Override
    public void close() {
        lab.close();
    }

    /** The use of the lab by one class. */
    record Lease(SharedLab shared) implements AutoCloseable {

        OwnedLab lab() {
            return shared.lab;
        }

        @Override
        public void close() {
            shared.permit.release();
        }
    }
}
