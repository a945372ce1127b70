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

/** A swarm that is as the test says, in the words of the Engine API, and that tells of each change at once. */
final class FakeSwarmSource implements SwarmSource {

    private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();
    private final Map<String, JsonNode> services = new LinkedHashMap<>();
    private final Map<String, JsonNode> tasks = new LinkedHashMap<>();
    private final Map<String, ObjectNode> networks = new LinkedHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private final NodeDaemon manager = new NodeDaemon(new Answers());
    private @Nullable String silence;

    /** A node by this name, which is its id too. */
    synchronized ObjectNode node(String name, String role) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ID", name);
        node.putObject("Spec").put("Role", role).put("Availability", "active").putObject("Labels");
        node.putObject("Description").put("Hostname", name).putObject("Engine").put("EngineVersion", "28.5.2");
        node.putObject("Status").put("State", "ready").put("Addr", "10.210.0." + (nodes.size() + 11));
        if (role.equals("manager")) {
            node.putObject("ManagerStatus").put("Leader", nodes.isEmpty()).put("Reachability", "reachable");
        }
        nodes.put(name, node);
        news.release();
        return node;
    }

    synchronized void service(FakeService service) {
        services.put(service.json().path("ID").asText(), service.json());
        news.release();
    }

    /** A task from now on, in the place of one of the same id, in its state since this moment. */
    synchronized void task(FakeTask task) {
        ObjectNode json = task.json().deepCopy();
        json.withObject("/Status").put("Timestamp", Instant.now().toString());
        tasks.put(json.path("ID").asText(), json);
        news.release();
    }

    synchronized void network(String name, String subnet) {
        ObjectNode network =
                JsonNodeFactory.instance.objectNode().put("Id", "net-" + name).put("Name", name);
        network.putObject("IPAM").putArray("Config").addObject().put("Subnet", subnet);
        networks.put(name, network);
        news.release();
    }

    synchronized void forget(String taskId) {
        tasks.remove(taskId);
        news.release();
    }

    /** From now on no manager answers, for this reason; null when one does again. */
    synchronized void silent(@Nullable String reason) {
        silence = reason;
        news.release();
    }

    @Override
    public SwarmSnapshot look() {
        return SwarmSnapshot.through(manager);
    }

    @Override
    public void follow(Runnable something) {
        try {
            while (true) {
                news.acquire();
                something.run();
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
                if (silence != null) {
                    throw new EngineException(503, silence);
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

        private ArrayNode array(Map<String, ? extends JsonNode> things) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            things.values().forEach(thing -> array.add(thing.<JsonNode>deepCopy()));
            return array;
        }

        @Override
        public JsonNode post(String path, @Nullable JsonNode body) {
            throw new AssertionError("the dashboard must only read, and posts to " + path);
        }

        @Override
        public void getAndFollow(String path, Consumer<JsonNode> line) {
            throw new AssertionError("not asked for: " + path);
        }

        @Override
        public void delete(String path) {
            throw new AssertionError("the dashboard must only read, and deletes " + path);
        }

        @Override
        public void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line) {
            throw new AssertionError("the dashboard must only read, and posts to " + path);
        }

        @Override
        public void close() {}
    }
}
