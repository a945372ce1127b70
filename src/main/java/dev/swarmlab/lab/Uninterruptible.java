package dev.swarmlab.lab;

import dev.swarmlab.parallel.Threads;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs a call to the engine to its end, even when the thread is interrupted. An engine goes on to create a container
 * after the connection was closed, so a container could appear after a cancelled run has removed everything.
 */
public final class Uninterruptible {

    private Uninterruptible() {}

    /** Returns the call's result, or throws its exception. The thread stays interrupted. */
    public static <T> T call(Supplier<T> call) {
        try {
            return Threads.supply("swarmlab-uninterruptible", call).join();
        } catch (CompletionException exception) {
            throw exception.getCause() instanceof RuntimeException cause ? cause : exception;
        }
    }

    public static void run(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }
}
