package dev.swarmlab.parallel;

/** Work that the JVM does when it is stopped from outside, as by Ctrl-C, before the hook is closed. */
public final class ShutdownHook implements AutoCloseable {

    private final Thread thread;

    private ShutdownHook(Thread thread) {
        this.thread = thread;
    }

    /** @throws IllegalStateException when the JVM is already being stopped */
    public static ShutdownHook add(String name, Runnable work) {
        ShutdownHook hook = new ShutdownHook(Threads.daemon(name, work));
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /** Removes the hook. While the JVM is being stopped it has no effect: the work is then done, or has been. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException alreadyStopping) {
            return; // the hook runs
        }
    }
}
