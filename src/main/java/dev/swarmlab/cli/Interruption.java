package dev.swarmlab.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and a polite kill into an interruption of the thread that works, and lets it clean up before the process
 * ends. Java ends the process once its shutdown hooks have returned, so the hook waits for the worker.
 */
final class Interruption implements AutoCloseable {

    /** How long the worker may take to keep its evidence and clean up. */
    private static final int PATIENCE_SECONDS = 60;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interruptAndWait, "swarmlab-interruption");

    private Interruption() {}

    /** From now until {@link #close}, an end from outside interrupts the calling thread first. */
    static Interruption ofThisProcess() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interruptAndWait() {
        if (finished.getCount() > 0) {
            worker.interrupt();
        }
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("swarmlab: gave up cleaning up after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is done; what comes now may just be cut off. */
    void tooLate() {
        finished.countDown();
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            return; // the hook runs; it has just been told to stop waiting
        }
    }
}
