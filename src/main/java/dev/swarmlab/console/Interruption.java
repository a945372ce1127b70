package dev.swarmlab.console;

import dev.swarmlab.readiness.Patience;
import java.time.Duration;

/**
 * Turns Ctrl-C and a polite kill into an interruption of the thread that works, and lets it clean up before the process
 * ends. Java ends the process once its shutdown hooks have returned, so the hook waits for the worker.
 */
public final class Interruption implements AutoCloseable {

    /** How long the worker may take to keep its evidence and clean up. */
    private static final Duration PATIENCE = Patience.scaled(Duration.ofSeconds(60));

    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::interruptAndWait, "swarmlab-interruption");
    private volatile boolean late;

    private Interruption() {}

    /** From now until {@link #close}, an end from outside interrupts the calling thread first. */
    public static Interruption ofThisProcess() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Waits for the thread's very end, since the last that it does is to say what has become of it all. */
    private void interruptAndWait() {
        if (late) {
            return;
        }
        worker.interrupt();
        try {
            worker.join(PATIENCE.toMillis());
            if (worker.isAlive()) {
                System.err.println("swarmlab: gave up cleaning up after " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is done; what comes now may just be cut off. */
    public void tooLate() {
        late = true;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            return; // the hook waits for this thread
        }
    }
}
