package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineEvent;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Reported;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The requests to the daemon of a node. Can be used by several threads at once. Every method may throw
 * {@link EngineException}, for example with status 503 when a request needs a manager and the node is none, or when the
 * managers have no quorum.
 */
public final class NodeDaemon implements AutoCloseable {

    /** The port on which managers listen for other nodes. */
    private static final int CLUSTER_PORT = 2377;

    /** The events after which a {@link SwarmView} may differ. Commands in containers cause others, not listed. */
    private static final String CHANGES = "{\"type\":[\"node\",\"service\",\"network\",\"container\"],"
            + "\"event\":[\"create\",\"update\",\"remove\",\"start\",\"die\"]}";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final EngineApi api;

    public NodeDaemon(EngineApi api) {
        this.api = api;
    }

    /** Returns when the daemon has answered. */
    public void ping() {
        api.get("/_ping");
    }

    /** The requests about the images of this node. */
    public NodeImages images() {
        return new NodeImages(api);
    }

    /** The requests about everything that this daemon itself holds, whether or not a service created it. */
    public NodeContents contents() {
        return new NodeContents(api);
    }

    /** The requests about the contents of the swarm. Only managers answer them. */
    public SwarmContents.Requests swarm() {
        return new SwarmContents.Requests(api);
    }

    /** The requests about the containers of tasks on this node. */
    public TaskContainers taskContainers() {
        return new TaskContainers(api);
    }

    /** The membership in a swarm as this daemon reports it. */
    public SwarmMembership membership() {
        return SwarmMembership.of(api.get("/info"));
    }

    /**
     * Starts a new swarm with this node as its leader.
     *
     * @param address the node's own IPv4 address
     */
    public void initialiseSwarm(String address) {
        initialiseSwarm(address, false);
    }

    /**
     * Makes this manager the only manager of its swarm. Services, secrets, configs and networks stay, and the nodes stay
     * in the node list.
     *
     * @param address the node's own IPv4 address
     */
    public void forceNewCluster(String address) {
        initialiseSwarm(address, true);
    }

    private void initialiseSwarm(String address, boolean force) {
        ObjectNode body = addresses(address);
        body.put("ForceNewCluster", force);
        api.post("/swarm/init", body);
    }

    /**
     * Joins a swarm, and returns when the node is part of it.
     *
     * @param address the node's own IPv4 address
     * @param managerAddress the IPv4 address of a manager
     * @throws EngineException also after 20 seconds; the daemon then continues to join in the background
     */
    public void joinSwarm(String address, String managerAddress, String token) {
        ObjectNode body = addresses(address);
        body.putArray("RemoteAddrs").add(managerAddress + ":" + CLUSTER_PORT);
        body.put("JoinToken", token);
        api.post("/swarm/join", body);
    }

    private static ObjectNode addresses(String address) {
        ObjectNode body = JSON.objectNode();
        body.put("ListenAddr", "0.0.0.0:" + CLUSTER_PORT);
        body.put("AdvertiseAddr", address);
        body.put("DataPathAddr", address);
        return body;
    }

    /** Leaves the swarm. A manager leaves only with {@code force}. */
    public void leaveSwarm(boolean force) {
        api.post("/swarm/leave?force=" + force, null);
    }

    /** The join tokens of the swarm. Only managers know them. */
    public JoinTokens joinTokens() {
        JsonNode tokens = api.get("/swarm").path("JoinTokens");
        return new JoinTokens(
                tokens.path("Manager").asText(), tokens.path("Worker").asText());
    }

    /**
     * The IPv4 address at which the other managers reach a manager. A manager keeps it while it is in the swarm, also
     * when its node has another address. Only managers know it.
     */
    public String addressAsManager(String nodeId) {
        String address =
                api.get("/nodes/" + nodeId).path("ManagerStatus").path("Addr").asText("");
        return address.replaceFirst(":\\d+$", "");
    }

    /** Makes new join tokens, so that nobody can join with the former ones. Only managers can. */
    public void rotateJoinTokens() {
        JsonNode swarm = api.get("/swarm");
        api.post(
                "/swarm/update?version=" + swarm.path("Version").path("Index").asLong()
                        + "&rotateWorkerToken=true&rotateManagerToken=true",
                swarm.path("Spec"));
    }

    /** The nodes of the swarm. Only managers know them. */
    public List<SwarmNode> nodes() {
        List<SwarmNode> nodes = new ArrayList<>();
        api.get("/nodes").forEach(node -> nodes.add(SwarmNode.of(node)));
        return nodes;
    }

    /**
     * Sets the role, availability and labels of a node. Only managers can.
     *
     * @param node as it was read; the update fails if the node has changed since
     */
    public void update(
            SwarmNode node,
            Reported<NodeRole> role,
            Reported<NodeAvailability> availability,
            Map<String, String> labels) {
        ObjectNode body = JSON.objectNode();
        body.put("Role", role.text());
        body.put("Availability", availability.text());
        ObjectNode all = body.putObject("Labels");
        labels.forEach(all::put);
        api.post("/nodes/" + node.id() + "/update?version=" + node.version(), body);
    }

    /** The number of tasks that run on a node. Only managers know it. */
    public int runningTasks(String nodeId) {
        String filters = "{\"node\":{\"" + nodeId + "\":true}}";
        int running = 0;
        for (JsonNode task : api.get("/tasks?filters=" + encode(filters))) {
            if (TaskState.of(task.path("Status").path("State").asText("")).is(TaskState.RUNNING)) {
                running++;
            }
        }
        return running;
    }

    /** The services of the swarm. Only managers know them. */
    public List<SwarmService> services() {
        List<SwarmService> services = new ArrayList<>();
        api.get("/services").forEach(service -> services.add(SwarmService.of(service)));
        return services;
    }

    /** The tasks of the swarm, including the last ended tasks of each place. Only managers know them. */
    public List<SwarmTask> tasks() {
        List<SwarmTask> tasks = new ArrayList<>();
        api.get("/tasks").forEach(task -> tasks.add(SwarmTask.of(task)));
        return tasks;
    }

    /** The nodes, services and tasks, read with one request each. Only managers know them. */
    public SwarmView view() {
        return new SwarmView(nodes(), services(), tasks());
    }

    /**
     * Calls {@code onChange} for each event of the swarm's nodes, services and networks, and of the containers of this
     * node. Returns when the daemon ends the stream. Workers report events of their containers only. Docker has no
     * events for tasks.
     */
    public void follow(Runnable onChange) {
        api.getAndFollow("/events?filters=" + encode(CHANGES), event -> onChange.run());
    }

    /**
     * The events of the last time about the objects of the swarm, the oldest first, see {@link EngineEvent#last}. Only
     * managers report them. Docker has no events for tasks.
     */
    public List<EngineEvent> events(Duration time) {
        return EngineEvent.last(api, time, List.of("node", "service", "network", "secret", "config"));
    }

    /** The overlay networks of the swarm, also {@code ingress}. Only managers know all of them. */
    public List<SwarmNetwork> networks() {
        List<SwarmNetwork> networks = new ArrayList<>();
        api.get("/networks?filters=" + encode("{\"driver\":{\"overlay\":true}}"))
                .forEach(network -> networks.add(SwarmNetwork.of(network)));
        return networks;
    }

    /** Creates an overlay network; without a subnet, the swarm chooses one. Only managers can. */
    public void createNetwork(SwarmNetwork network) {
        ObjectNode body = JSON.objectNode();
        body.put("Name", network.name());
        body.put("CheckDuplicate", true);
        body.put("Driver", "overlay");
        body.put("Attachable", network.attachable());
        ObjectNode labels = body.putObject("Labels");
        network.labels().forEach(labels::put);
        if (network.encrypted()) {
            body.putObject("Options").put("encrypted", "");
        }
        if (!network.subnet().isEmpty()) {
            body.putObject("IPAM").putArray("Config").addObject().put("Subnet", network.subnet());
        }
        api.post("/networks/create", body);
    }

    /** Removes a network. It must not be in use. Only managers can. */
    public void removeNetwork(String id) {
        api.delete("/networks/" + id);
    }

    /** The labels of the swarm itself. Only managers know them. */
    public Map<String, String> swarmLabels() {
        Map<String, String> labels = new TreeMap<>();
        api.get("/swarm")
                .path("Spec")
                .path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** Removes a node from the swarm, even one that is not down. Only managers can. */
    public void removeNode(SwarmNode node) {
        api.delete("/nodes/" + node.id() + "?force=true");
    }

    @Override
    public void close() {
        api.close();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
