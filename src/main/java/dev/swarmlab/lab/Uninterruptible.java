package dev.swarmlab.lab;

import dev.swarmlab.parallel.Threads;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Lets a call to the engine run to its end even when the thread is interrupted meanwhile. An engine goes on with what it
 * has been told to make after the connection is cut, so that it would appear after everything of the run was removed.
 */
public final class Uninterruptible {

    private Uninterruptible() {}

    /** What the call returns, or throws. The interruption is kept for whoever looks next. */
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
