package dev.swarmlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests of the Docker Engine API to one daemon, as paths and JSON. It serves two kinds of daemons: every
 * request to a node's daemon goes through it, see {@link Engine#daemon}; and the adapter of {@link Engine} reads from
 * the outer engine and removes through it. docs/decisions/0004-raw-json-to-the-nodes.md states what goes which way.
 *
 * <p>Paths begin with a slash and have no API version, so the daemon uses its newest one. Values in a path or query
 * must be URL-encoded already.
 *
 * <p>Implementations can be used by several threads at once. Every method may throw {@link EngineException}: with the
 * status of the daemon's answer, or {@link EngineException#UNREACHABLE} when there is none.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public interface EngineApi extends AutoCloseable {

    /** Returns the answer, a {@code MissingNode} when it is empty or not JSON. */
    JsonNode get(String path);

    /**
     * Posts a body.
     *
     * @param body null for none
     * @return the answer, a {@code MissingNode} when it is empty or not JSON
     */
    JsonNode post(String path, @Nullable JsonNode body);

    /**
     * Passes each JSON value of a streamed answer to {@code line} as it arrives, in the calling thread. Returns when
     * the daemon ends the stream.
     *
     * @throws EngineException also when a node's daemon on the loopback has sent nothing for a minute
     */
    void getAndFollow(String path, Consumer<JsonNode> line);

    void delete(String path);

    /** As {@link #getAndFollow}, for a POST without a body. */
    void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line);

    @Override
    void close();
}
