package dev.swarmlab.console;

import dev.swarmlab.parallel.ShutdownHook;
import dev.swarmlab.readiness.Patience;
import java.time.Duration;

/**
 * Interrupts the working thread on Ctrl-C (SIGINT) and on SIGTERM, and lets it clean up before the process ends. Java ends
 * the process when its shutdown hooks have returned, so the hook waits for the thread.
 */
public final class Interruption implements AutoCloseable {

    /** The time that the thread has to save diagnostics and to clean up. */
    private static final Duration LIMIT = Patience.scaled(Duration.ofSeconds(60));

    private final Thread worker = Thread.currentThread();
    private final ShutdownHook hook = ShutdownHook.add("swarmlab-interruption", this::interruptAndWait);
    private volatile boolean late;

    private Interruption() {}

    /** Until {@link #close}, a signal interrupts the calling thread. */
    public static Interruption ofThisProcess() {
        return new Interruption();
    }

    /** Waits until the thread has ended, not only its clean-up: it prints the error after that. */
    private void interruptAndWait() {
        if (late) {
            return;
        }
        worker.interrupt();
        try {
            worker.join(LIMIT.toMillis());
            if (worker.isAlive()) {
                System.err.println("swarmlab: gave up cleaning up after " + LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on a signal ends the process at once: the work is done. */
    public void tooLate() {
        late = true;
    }

    @Override
    public void close() {
        hook.close();
    }
}
