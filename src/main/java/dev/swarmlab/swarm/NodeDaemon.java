package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.BoundedFollowing;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.engine.TaggedReference;
import dev.swarmlab.readiness.Deadline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** What is said to the daemon of one node. Every method may throw {@link EngineException}. */
public final class NodeDaemon implements AutoCloseable {

    /** The port on which managers listen for nodes that join. */
    private static final int CLUSTER_PORT = 2377;

    /** Not the commands that run in containers, as each health check does. */
    private static final String WHAT_CHANGES_A_VIEW = "{\"type\":[\"node\",\"service\",\"network\",\"container\"],"
            + "\"event\":[\"create\",\"update\",\"remove\",\"start\",\"die\"]}";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final EngineApi api;

    public NodeDaemon(EngineApi api) {
        this.api = api;
    }

    /** Asks whether the daemon answers at all. */
    public void ping() {
        api.get("/_ping");
    }

    /** The daemon's own view of its place in a swarm. */
    public SwarmMembership membership() {
        return SwarmMembership.of(api.get("/info"));
    }

    /** Starts a new swarm with this node as its leader. */
    public void initialiseSwarm(String address) {
        ObjectNode body = addresses(address);
        body.put("ForceNewCluster", false);
        api.post("/swarm/init", body);
    }

    /** Joins a swarm. Returns once the node is part of it. */
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

    /** Leaves the swarm; {@code force} also when that breaks it. */
    public void leaveSwarm(boolean force) {
        api.post("/swarm/leave?force=" + force, null);
    }

    /** The swarm's join tokens. Only managers know them. */
    public JoinTokens joinTokens() {
        JsonNode tokens = api.get("/swarm").path("JoinTokens");
        return new JoinTokens(
                tokens.path("Manager").asText(), tokens.path("Worker").asText());
    }

    /** The swarm's nodes. Only managers know them. */
    public List<SwarmNode> nodes() {
        List<SwarmNode> nodes = new ArrayList<>();
        api.get("/nodes").forEach(node -> nodes.add(SwarmNode.of(node)));
        return nodes;
    }

    /** Sets a node's role, availability and labels. Only managers can. */
    public void update(
            SwarmNode node, String role, Reported<NodeAvailability> availability, Map<String, String> labels) {
        ObjectNode body = JSON.objectNode();
        body.put("Role", role);
        body.put("Availability", availability.text());
        ObjectNode all = body.putObject("Labels");
        labels.forEach(all::put);
        api.post("/nodes/" + node.id() + "/update?version=" + node.version(), body);
    }

    /** How many tasks run on a node. Only managers know. */
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

    /** The swarm's services. Only managers know them. */
    public List<SwarmService> services() {
        List<SwarmService> services = new ArrayList<>();
        api.get("/services").forEach(service -> services.add(SwarmService.of(service)));
        return services;
    }

    /** The swarm's tasks, and the last few that ended in each place. Only managers know them. */
    public List<SwarmTask> tasks() {
        List<SwarmTask> tasks = new ArrayList<>();
        api.get("/tasks").forEach(task -> tasks.add(SwarmTask.of(task)));
        return tasks;
    }

    /** The swarm at this moment, as far as one can ask three questions in a moment. Only managers know it. */
    public SwarmView view() {
        return new SwarmView(nodes(), services(), tasks());
    }

    /**
     * Says each time that something happens to the swarm's nodes, services or networks, or to a container of this node,
     * until the daemon ends the stream or has been silent for long. Only managers know of more than containers. Tasks have
     * no events.
     */
    public void follow(Runnable something) {
        api.getAndFollow("/events?filters=" + encode(WHAT_CHANGES_A_VIEW), event -> something.run());
    }

    /** The swarm's overlay networks, the one of the routing mesh too. Only managers know them all. */
    public List<SwarmNetwork> networks() {
        List<SwarmNetwork> networks = new ArrayList<>();
        api.get("/networks?filters=" + encode("{\"driver\":{\"overlay\":true}}"))
                .forEach(network -> networks.add(SwarmNetwork.of(network)));
        return networks;
    }

    /** Makes an overlay network. The subnet may be empty: then the swarm chooses one. Only managers can. */
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

    /** Removes a network that nothing uses. Only managers can. */
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

    /** Gives the swarm itself a label. Only managers can. */
    public void labelSwarm(String label, String value) {
        JsonNode swarm = api.get("/swarm");
        ObjectNode specification = swarm.path("Spec").deepCopy();
        specification.withObject("/Labels").put(label, value);
        api.post("/swarm/update?version=" + swarm.path("Version").path("Index").asLong(), specification);
    }

    /** What the daemon says of one of its containers' health checks, empty when there is nothing to say. */
    public String health(String container) {
        JsonNode health =
                api.get("/containers/" + container + "/json").path("State").path("Health");
        JsonNode log = health.path("Log");
        JsonNode last = log.path(log.size() - 1);
        return last.isMissingNode()
                ? ""
                : "its health check ended with " + last.path("ExitCode").asInt()
                        + (last.path("Output").asText("").isBlank()
                                ? ""
                                : ": " + last.path("Output").asText().strip());
    }

    /** Ends a container's process at once. */
    public void killContainer(String container) {
        api.post("/containers/" + container + "/kill", null);
    }

    /** Strikes a node that has left off the list. Only managers can. */
    public void removeNode(SwarmNode node) {
        api.delete("/nodes/" + node.id() + "?force=true");
    }

    /**
     * Pulls an image by its full reference.
     *
     * @throws TimeoutException when it takes longer than the deadline allows
     */
    public void pull(String reference, Deadline deadline) throws TimeoutException {
        List<String> errors = Collections.synchronizedList(new ArrayList<>());
        String path = "/images/create?fromImage=" + encode(TaggedReference.of(reference));
        Consumer<JsonNode> take = line -> {
            if (line.has("error")) {
                errors.add(line.path("error").asText());
            }
        };
        BoundedFollowing.post(api, path, Map.of(), take, deadline);
        if (!errors.isEmpty()) {
            throw new EngineException(500, String.join("; ", errors));
        }
    }

    /**
     * The digests, as in {@code sha256:…}, by which this node knows an image of a registry; empty when it lacks the image. The
     * classic image store keeps a digest for each manifest, and each index of several platforms, from which it has pulled
     * the same image.
     */
    public List<String> imageDigests(String reference) {
        JsonNode image;
        try {
            image = api.get("/images/" + reference + "/json");
        } catch (EngineException exception) {
            if (exception.isNotFound()) {
                return List.of();
            }
            throw exception;
        }
        String prefix = reference.substring(0, reference.lastIndexOf(':')) + "@";
        List<String> digests = new ArrayList<>();
        image.path("RepoDigests").forEach(digest -> {
            if (digest.asText().startsWith(prefix)) {
                digests.add(digest.asText().substring(prefix.length()));
            }
        });
        return digests;
    }

    /** The digest that the registry itself reports for a reference. */
    public Optional<String> registryDigest(String reference) {
        try {
            return Optional.of(api.get("/distribution/" + reference + "/json")
                            .path("Descriptor")
                            .path("digest")
                            .asText(""))
                    .filter(digest -> !digest.isEmpty());
        } catch (EngineException exception) {
            if (exception.isUnreachable()) {
                throw exception;
            }
            return Optional.empty(); // daemons report a missing manifest in several ways
        }
    }

    /** The references of all tagged images on this node. */
    public List<String> images() {
        List<String> references = new ArrayList<>();
        api.get("/images/json").forEach(image -> image.path("RepoTags").forEach(tag -> references.add(tag.asText())));
        return references;
    }

    @Override
    public void close() {
        api.close();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
