package dev.swarmlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node's daemon, spoken to in the words of the Docker Engine API: paths and JSON. Typed clients drop the fields that
 * they do not know, and Swarm has many of them.
 *
 * <p>Every method may throw {@link EngineException}.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public interface EngineApi extends AutoCloseable {

    /** @return the answer, {@code MissingNode} when it is empty */
    JsonNode get(String path);

    /** @return the answer, {@code MissingNode} when it is empty */
    JsonNode post(String path, @Nullable JsonNode body);

    /** Hands over each line of a streamed answer as it arrives, until the daemon ends it or has been silent for long. */
    void getAndFollow(String path, Consumer<JsonNode> line);

    void delete(String path);

    /** Posts and hands over each line of a streamed answer as it arrives. */
    void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line);

    @Override
    void close();
}
