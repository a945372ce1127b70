package dev.swarmlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.parallel.Threads;
import dev.swarmlab.readiness.Deadline;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Follows the streamed answer of a daemon for no longer than a deadline: a daemon that freezes sends no end of it. */
public final class BoundedFollowing {

    private BoundedFollowing() {}

    /**
     * Posts and hands over each line of the answer as it arrives, on another thread.
     *
     * @throws TimeoutException when the answer has not ended by the deadline; then lines may still arrive
     * @throws EngineException what the daemon refuses, or that this thread was interrupted
     */
    public static void post(
            EngineApi api, String path, Map<String, String> headers, Consumer<JsonNode> line, Deadline deadline)
            throws TimeoutException {
        CompletableFuture<Void> followed =
                Threads.run("swarmlab-follow", () -> api.postAndFollow(path, headers, line));
        try {
            followed.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.UNREACHABLE, "interrupted during POST " + path, exception);
        } catch (ExecutionException exception) {
            if (exception.getCause() instanceof EngineException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(exception.getCause());
        }
    }
}
