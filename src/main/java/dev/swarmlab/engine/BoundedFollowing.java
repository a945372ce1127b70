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

/** Follows the streamed answer of a daemon until a deadline: a daemon that hangs never ends its answer. */
public final class BoundedFollowing {

    private BoundedFollowing() {}

    /**
     * Posts without a body and passes each JSON value of the answer to {@code line}, in another thread. Returns when
     * the answer ends.
     *
     * @throws TimeoutException when the answer has not ended by the deadline; {@code line} may still be called after
     *     that
     * @throws EngineException when the daemon reports an error, or when the calling thread is interrupted
     */
    public static void post(
            EngineApi api, String path, Map<String, String> headers, Consumer<JsonNode> line, Deadline deadline)
            throws TimeoutException {
        CompletableFuture<Void> followed = Threads.run("swarmlab-follow", () -> api.postAndFollow(path, headers, line));
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
