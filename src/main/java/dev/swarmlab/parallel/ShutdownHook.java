package dev.swarmlab.parallel;

/** Work for the case that the JVM is stopped, for example by Ctrl-C, before the hook is closed. */
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

    /** Removes the hook. Has no effect while the JVM is being stopped: the work runs then, or has already run. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException alreadyStopping) {
            return; // the hook runs
        }
    }
}
