package dev.swarmlab.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.swarm.NodeDaemon;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A manager with fixed answers in the JSON of the Engine API. Single quotes are replaced by double quotes. */
public final class ScriptedManager implements EngineApi {

    private final Map<String, ArrayNode> answers = new TreeMap<>();

    public ScriptedManager() {
        List.of("/nodes", "/services", "/tasks", "/networks").forEach(path -> answers.put(path, list()));
    }

    private static ArrayNode list(String... items) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String item : items) {
            try {
                list.add(new ObjectMapper().readTree(item.replace('\'', '"')));
            } catch (JsonProcessingException exception) {
                throw new IllegalArgumentException(item, exception);
            }
        }
        return list;
    }

    public ScriptedManager nodes(String... nodes) {
        answers.put("/nodes", list(nodes));
        return this;
    }

    public ScriptedManager services(String... services) {
        answers.put("/services", list(services));
        return this;
    }

    public ScriptedManager tasks(String... tasks) {
        answers.put("/tasks", list(tasks));
        return this;
    }

    public ScriptedManager networks(String... networks) {
        answers.put("/networks", list(networks));
        return this;
    }

    public NodeDaemon daemon() {
        return new NodeDaemon(this);
    }

    @Override
    public JsonNode get(String path) {
        ArrayNode answer = answers.get(path.replaceFirst("\\?.*", ""));
        if (answer == null) {
            throw new EngineException(404, "page not found");
        }
        return answer;
    }

    @Override
    public JsonNode post(String path, @Nullable JsonNode body) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public void delete(String path) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public void getAndFollow(String path, Consumer<JsonNode> line) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line) {
        throw new UnsupportedOperationException(path);
    }

    @Override
    public void close() {}
}
