package dev.swarmlab.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import dev.swarmlab.swarm.NodeDaemon;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A swarm that a test sets up, as JSON of the Engine API. Each change is an event. */
final class FakeSwarmSource implements SwarmSource {

    private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();
    private final Map<String, JsonNode> services = new LinkedHashMap<>();
    private final Map<String, JsonNode> tasks = new LinkedHashMap<>();
    private final Map<String, ObjectNode> networks = new LinkedHashMap<>();
    private final Semaphore events = new Semaphore(0);
    private final NodeDaemon manager = new NodeDaemon(new Answers());
    private @Nullable String failure;

    /** Adds a node. Its name is its id as well. */
    synchronized ObjectNode node(String name, String role) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ID", name);
        node.putObject("Spec").put("Role", role).put("Availability", "active").putObject("Labels");
        node.putObject("Description").put("Hostname", name).putObject("Engine").put("EngineVersion", "28.5.2");
        node.putObject("Status").put("State", "ready").put("Addr", "10.210.0." + (nodes.size() + 11));
        if (role.equals("manager")) {
            node.putObject("ManagerStatus").put("Leader", nodes.isEmpty()).put("Reachability", "reachable");
        }
        nodes.put(name, node);
        events.release();
        return node;
    }

    synchronized void service(FakeService service) {
        services.put(service.json().path("ID").asText(), service.json());
        events.release();
    }

    /** Adds a task, or replaces the one with the same id. It has been in its state since now. */
    synchronized void task(FakeTask task) {
        ObjectNode json = task.json().deepCopy();
        json.withObject("/Status").put("Timestamp", Instant.now().toString());
        tasks.put(json.path("ID").asText(), json);
        events.release();
    }

    synchronized void network(String name, String subnet) {
        ObjectNode network =
                JsonNodeFactory.instance.objectNode().put("Id", "net-" + name).put("Name", name);
        network.putObject("IPAM").putArray("Config").addObject().put("Subnet", subnet);
        networks.put(name, network);
        events.release();
    }

    /** From now on no manager answers, for this reason; null means that managers answer again. */
    synchronized void failWith(@Nullable String reason) {
        failure = reason;
        events.release();
    }

    @Override
    public SwarmSnapshot poll() {
        return SwarmSnapshot.of(manager);
    }

    @Override
    public void followEvents(Runnable onEvent) {
        try {
            while (true) {
                events.acquire();
                onEvent.run();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {}

    private final class Answers implements EngineApi {

        @Override
        public JsonNode get(String path) {
            synchronized (FakeSwarmSource.this) {
                if (failure != null) {
                    throw new EngineException(503, failure);
                }
                return switch (path.substring(1).split("\\?", 2)[0]) {
                    case "nodes" -> array(nodes);
                    case "services" -> array(services);
                    case "tasks" -> array(tasks);
                    case "networks" -> array(networks);
                    default -> throw new EngineException(404, "page not found: " + path);
                };
            }
        }

        private ArrayNode array(Map<String, ? extends JsonNode> items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.values().forEach(item -> array.add(item.<JsonNode>deepCopy()));
            return array;
        }

        @Override
        public JsonNode post(String path, @Nullable JsonNode body) {
            throw new AssertionError("the dashboard must only read, but posts to " + path);
        }

        @Override
        public void getAndFollow(String path, Consumer<JsonNode> line) {
            throw new AssertionError("unexpected request: " + path);
        }

        @Override
        public void delete(String path) {
            throw new AssertionError("the dashboard must only read, but deletes " + path);
        }

        @Override
        public void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line) {
            throw new AssertionError("the dashboard must only read, but posts to " + path);
        }

        @Override
        public void close() {}
    }
}
