package dev.swarmlab.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The daemons in the nodes of a {@link FakeEngine}, and their swarm. A daemon answers while its container runs. The
 * hooks record calls such as {@code worker01 POST /swarm/join}. Thread-safe.
 */
public final class FakeSwarm {

    public static final String MANAGER_TOKEN = "SWMTKN-manager";
    public static final String WORKER_TOKEN = "SWMTKN-worker";

    /** A node in the swarm's node list. */
    private final List<JsonNode> events = new java.util.concurrent.CopyOnWriteArrayList<>();

    private static final class Member {
        private final String id;
        private final String hostname;
        private String shownAs;
        private String role;
        private String state = "ready";
        private String availability = "active";
        private int version = 1;
        private String address = "";
        private final Map<String, String> labels = new TreeMap<>();

        Member(String id, String hostname, String role) {
            this.id = id;
            this.hostname = hostname;
            this.shownAs = hostname;
            this.role = role;
        }

        ObjectNode json(boolean leads, boolean reachable) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("ID", id);
            json.putObject("Version").put("Index", version);
            ObjectNode specification = json.putObject("Spec").put("Role", role).put("Availability", availability);
            ObjectNode own = specification.putObject("Labels");
            labels.forEach(own::put);
            json.putObject("Description").put("Hostname", shownAs);
            json.putObject("Status").put("State", state);
            if (role.equals("manager")) {
                json.putObject("ManagerStatus")
                        .put("Leader", leads)
                        .put("Reachability", reachable ? "reachable" : "unreachable");
            }
            return json;
        }
    }

    public final Hooks hooks = new Hooks();

    private final FakeEngine engine;
    private final List<Member> members = new ArrayList<>();

    /** The swarm membership in each node's volume, by the name of its container. */
    private final Map<String, Member> byContainer = new HashMap<>();

    private final Map<String, String> images = new HashMap<>();
    private final Map<String, List<String>> earlierDigests = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final List<JsonNode> services = new ArrayList<>();
    private final List<JsonNode> tasks = new ArrayList<>();
    private final Map<String, ObjectNode> networks = new LinkedHashMap<>();
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> registry = new HashMap<>();
    private final Map<String, ObjectNode> health = new HashMap<>();
    private final Map<String, Integer> withoutLeader = new HashMap<>();

    /** Managers of other swarms, by the names of their containers. */
    private final Map<String, Member> alone = new HashMap<>();

    private String leader = "";
    private int made;

    FakeSwarm(FakeEngine engine) {
        this.engine = engine;
    }

    /** Makes a container of the engine a node of the swarm. */
    public synchronized void join(String container, String role) {
        EngineContainer node = engine.container(container);
        Member member = new Member("id" + ++made, node.label(Labels.NODE), role);
        member.address = node.addresses().values().stream().findFirst().orElse("");
        members.add(member);
        byContainer.put(node.name(), member);
    }

    /** Removes a node's volume. The next container with the same name is a new node. */
    synchronized void forget(String volume) {
        byContainer.keySet().removeIf(container -> volume.equals(container + "-data"));
        images.keySet().removeIf(image -> volume.equals(image.substring(0, image.indexOf(' ')) + "-data"));
    }

    /** Adds a worker that has no container on the engine. */
    public synchronized void add(String hostname, String state) {
        Member member = new Member("id" + ++made, hostname, "worker");
        member.state = state;
        members.add(member);
    }

    /** Ends the swarm. A node that joins later joins a new swarm. */
    public synchronized void end() {
        members.clear();
        byContainer.clear();
    }

    /** Makes a manager report several times that the swarm has no leader, as during an election. */
    public synchronized void withoutLeader(String hostname, int times) {
        withoutLeader.put(hostname, times);
    }

    /** Shows a node with the name of another one in the node list, as may happen right after an election. */
    public synchronized void showAs(String hostname, String other) {
        of(hostname).shownAs = other;
    }

    /** Removes a node from the node list. Its container keeps running. */
    public synchronized void remove(String hostname) {
        members.remove(of(hostname));
    }

    /** Makes a node leave the swarm. The node list still has it. */
    public synchronized void leave(String container) {
        byContainer.remove(container);
    }

    /** Makes a manager leave and start another swarm with itself as the only node. */
    public synchronized void alone(String container) {
        Member former = byContainer.remove(container);
        if (former == null) {
            throw new IllegalArgumentException(container + " is not in the swarm");
        }
        members.remove(former);
        Member only = new Member("id" + ++made, former.hostname, "manager");
        only.address = former.address;
        alone.put(container, only);
    }

    /** Sets the address that a node had when it joined. */
    public synchronized void address(String hostname, String address) {
        of(hostname).address = address;
    }

    private boolean isReachable(Member member) {
        return member.state.equals("ready")
                && engine.everyContainer().stream()
                        .anyMatch(container -> container.isRunning() && byContainer.get(container.name()) == member);
    }

    private List<Member> voters() {
        return members.stream().filter(member -> member.role.equals("manager")).toList();
    }

    /** Whether the managers without this one have a quorum. */
    private boolean haveQuorumWithout(@Nullable Member leaving) {
        List<Member> staying =
                voters().stream().filter(member -> member != leaving).toList();
        return staying.stream().filter(this::isReachable).count() > staying.size() / 2;
    }

    public synchronized void state(String hostname, String state) {
        of(hostname).state = state;
    }

    public synchronized void tasks(String hostname, int running) {
        this.running.put(of(hostname).id, running);
    }

    /** Makes a manager the leader. With the name of no manager, the swarm has no leader. */
    public synchronized void lead(String hostname) {
        leader = hostname;
    }

    /** Promotes or demotes a node without a change of its container. */
    public synchronized void role(String hostname, String role) {
        of(hostname).role = role;
    }

    public synchronized void availability(String hostname, String availability) {
        of(hostname).availability = availability;
    }

    public synchronized void label(String hostname, String label, String value) {
        of(hostname).labels.put(label, value);
    }

    /** The id of a node in the swarm. */
    public synchronized String id(String hostname) {
        return of(hostname).id;
    }

    /** Adds a service, or replaces the one with the same name. */
    public synchronized FakeSwarm with(FakeService service) {
        services.removeIf(known -> known.path("ID").equals(service.json().path("ID")));
        services.add(service.json());
        return this;
    }

    /** Adds a task, or replaces the one with the same id. */
    public synchronized FakeSwarm with(FakeTask task) {
        tasks.removeIf(known -> known.path("ID").equals(task.json().path("ID")));
        tasks.add(task.json());
        return this;
    }

    /** Adds a service with one running task on each of these nodes, in this order of slots. */
    public synchronized FakeSwarm running(FakeService service, String... hostnames) {
        with(service);
        for (int slot = 1; slot <= hostnames.length; slot++) {
            with(FakeTask.of(service, slot, id(hostnames[slot - 1])).container(service.name() + "-" + slot));
        }
        return this;
    }

    public synchronized void removeServices() {
        services.clear();
        tasks.clear();
    }

    /** Adds an overlay network. */
    public synchronized FakeSwarm withNetwork(
            String name, boolean encrypted, boolean attachable, String subnet, Map<String, String> labels) {
        return withNetwork(name, encrypted, attachable, subnet, labels, false);
    }

    private FakeSwarm withNetwork(
            String name,
            boolean encrypted,
            boolean attachable,
            String subnet,
            Map<String, String> labels,
            boolean ingress) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Name", name).put("Attachable", attachable).put("Ingress", ingress);
        ObjectNode options = json.putObject("Options");
        if (encrypted) {
            options.put("encrypted", "");
        }
        json.putObject("IPAM").putArray("Config").addObject().put("Subnet", subnet);
        labels.forEach(json.putObject("Labels")::put);
        addNetwork(json);
        return this;
    }

    /** Adds the network of the routing mesh, as Docker creates it. */
    public synchronized FakeSwarm withIngress() {
        return withNetwork("ingress", false, false, "10.0.0.0/24", Map.of(), true);
    }

    private void addNetwork(ObjectNode json) {
        String id = "net" + ++made;
        networks.put(id, json.put("Id", id));
    }

    public synchronized List<String> networks() {
        return networks.values().stream()
                .map(network -> network.path("Name").asText())
                .sorted()
                .toList();
    }

    /** The labels of the swarm itself. */
    public synchronized Map<String, String> labels() {
        return new TreeMap<>(labels);
    }

    /** Sets the digest that every node has for an image from an earlier pull. */
    public synchronized void earlierDigest(String reference, String digest) {
        earlierDigests.put(reference, List.of(digest));
    }

    /** Sets the digest that the registry has for a reference. */
    public synchronized void registryDigest(String reference, String digest) {
        registry.put(reference, digest);
    }

    /** Adds a result of the health check of a container. */
    public synchronized void unhealthy(String container, int exitCode, String output) {
        ObjectNode json = health.getOrDefault(container, JsonNodeFactory.instance.objectNode());
        json.withObject("/State/Health")
                .withArray("Log")
                .addObject()
                .put("ExitCode", exitCode)
                .put("Output", output);
        health.put(container, json);
    }

    /** The hostnames of the managers in the node list. A hostname may be in it several times. */
    public synchronized List<String> managers() {
        return voters().stream().map(member -> member.hostname).toList();
    }

    /** Whether the managers have a quorum. */
    public synchronized boolean works() {
        return haveQuorumWithout(null);
    }

    /** The node list, with lines such as {@code worker01 ready drain {zone=b}}, in the order in which nodes joined. */
    public synchronized List<String> list() {
        return members.stream()
                .map(member -> member.hostname + " " + member.state + " " + member.availability + " " + member.labels)
                .toList();
    }

    private Member of(String hostname) {
        return members.stream()
                .filter(member -> member.hostname.equals(hostname))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    EngineApi daemon(int port) {
        return new Daemon(port);
    }

    /** Adds an event that every daemon reports. */
    public FakeSwarm event(String type, String action, String name, String attribute, String value) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("Type", type).put("Action", action).put("timeNano", 1_700_000_000_500_000_000L);
        event.putObject("Actor").putObject("Attributes").put("name", name).put(attribute, value);
        events.add(event);
        return this;
    }

    private final class Daemon implements EngineApi {

        private final int port;

        Daemon(int port) {
            this.port = port;
        }

        private EngineContainer container() {
            return engine.containers().stream()
                    .filter(container -> container.label(Labels.PORT).equals(String.valueOf(port)))
                    .filter(EngineContainer::isRunning)
                    .findFirst()
                    .orElseThrow(() -> new EngineException(EngineException.UNREACHABLE, "Connection refused"));
        }

        private EngineContainer asked(String request) {
            EngineContainer container = container();
            hooks.called(container.label(Labels.NODE) + " " + request);
            return container;
        }

        @Override
        public JsonNode get(String path) {
            EngineContainer container = asked("GET " + path);
            synchronized (FakeSwarm.this) {
                return answer(container, path);
            }
        }

        private JsonNode answer(EngineContainer container, String path) {
            Member only = alone.get(container.name());
            if (only != null && path.equals("/nodes")) {
                return JsonNodeFactory.instance.arrayNode().add(only.json(true, true));
            }
            Member asked = only == null ? byContainer.get(container.name()) : only;
            if (path.matches("/(nodes|services|tasks|networks|swarm)\\b.*") && !path.equals("/networks")) {
                mustBeManager(asked);
            }
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            if (path.equals("/info")) {
                ObjectNode own = json.putObject("Swarm").put("LocalNodeState", asked == null ? "inactive" : "active");
                if (asked != null) {
                    own.put("NodeID", asked.id).put("NodeAddr", asked.address);
                    own.put("ControlAvailable", asked.role.equals("manager"));
                    ArrayNode managers = own.putArray("RemoteManagers");
                    voters().forEach(voter -> managers.addObject().put("Addr", voter.address + ":2377"));
                    if (withoutLeader.computeIfPresent(asked.hostname, (name, times) -> times - 1) != null) {
                        own.put("LocalNodeState", "error").put("Error", "context deadline exceeded");
                        withoutLeader.remove(asked.hostname, 0);
                    }
                }
            } else if (path.equals("/swarm")) {
                json.putObject("JoinTokens").put("Manager", MANAGER_TOKEN).put("Worker", WORKER_TOKEN);
                json.putObject("Version").put("Index", made);
                labels.forEach(json.putObject("Spec").putObject("Labels")::put);
            } else if (path.equals("/services")) {
                return JsonNodeFactory.instance.arrayNode().addAll(services);
            } else if (path.equals("/tasks")) {
                return JsonNodeFactory.instance.arrayNode().addAll(tasks);
            } else if (path.startsWith("/networks?")) {
                return JsonNodeFactory.instance.arrayNode().addAll(networks.values());
            } else if (path.startsWith("/distribution/")) {
                String reference = path.substring("/distribution/".length(), path.length() - "/json".length());
                json.putObject("Descriptor").put("digest", registry.getOrDefault(reference, ""));
            } else if (path.startsWith("/containers/")) {
                return health.getOrDefault(path.split("/", -1)[2], json);
            } else if (path.equals("/nodes")) {
                ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
                members.forEach(member -> nodes.add(member.json(leads(member), isReachable(member))));
                return nodes;
            } else if (path.startsWith("/tasks")) {
                ArrayNode found = JsonNodeFactory.instance.arrayNode();
                running.forEach((id, count) -> {
                    for (int each = 0; path.contains(id) && each < count; each++) {
                        found.addObject().putObject("Status").put("State", "running");
                    }
                });
                return found;
            } else if (path.equals("/images/json")) {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                images.keySet().stream()
                        .filter(image -> image.startsWith(container.name() + " "))
                        .map(image -> image.substring(image.indexOf(' ') + 1))
                        .forEach(reference -> all.add(described(container, reference)));
                return all;
            } else if (path.startsWith("/images/")) {
                return image(container, path.substring("/images/".length(), path.length() - "/json".length()));
            }
            return json;
        }

        private void mustBeManager(@Nullable Member asked) {
            if (asked != null && asked.role.equals("worker")) {
                throw new EngineException(503, "This node is not a swarm manager.");
            }
            if (!voters().isEmpty() && !haveQuorumWithout(null)) {
                throw new EngineException(503, "The swarm does not have a leader.");
            }
        }

        private boolean leads(Member member) {
            return leader.isEmpty() ? member == members.get(0) : member.hostname.equals(leader);
        }

        private JsonNode described(EngineContainer container, String reference) {
            ObjectNode json = image(container, reference).deepCopy();
            json.putArray("RepoTags").add(reference);
            return json.put("Id", "id of " + reference);
        }

        private JsonNode image(EngineContainer container, String reference) {
            String digest = images.get(container.name() + " " + reference);
            if (digest == null) {
                throw new EngineException(404, "No such image: " + reference);
            }
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            String repository = reference.substring(0, reference.lastIndexOf(':'));
            ArrayNode digests = json.putArray("RepoDigests");
            earlierDigests
                    .getOrDefault(reference, List.of())
                    .forEach(earlier -> digests.add(repository + "@" + earlier));
            digests.add("elsewhere/app@sha256:elsewhere").add(repository + "@" + digest);
            return json;
        }

        @Override
        public JsonNode post(String path, @Nullable JsonNode body) {
            JsonNode content = body == null ? JsonNodeFactory.instance.objectNode() : body;
            EngineContainer container = asked("POST " + path + " " + content);
            if (path.equals("/swarm/init")) {
                synchronized (FakeSwarm.this) {
                    members.clear(); // a new swarm has no other nodes
                }
                join(container.name(), "manager");
            } else if (path.equals("/swarm/join")) {
                join(container.name(), content.path("JoinToken").asText().equals(MANAGER_TOKEN) ? "manager" : "worker");
            } else if (path.startsWith("/swarm/leave")) {
                leave(container.name());
            } else if (path.startsWith("/nodes/")) {
                synchronized (FakeSwarm.this) {
                    mustBeManager(byContainer.get(container.name()));
                }
                update(path, content);
            } else if (path.equals("/networks/create")) {
                synchronized (FakeSwarm.this) {
                    addNetwork(content.deepCopy());
                }
            } else if (path.equals("/swarm/update?version=" + made)) {
                synchronized (FakeSwarm.this) {
                    content.path("Labels")
                            .properties()
                            .forEach(label ->
                                    labels.put(label.getKey(), label.getValue().asText()));
                }
            }
            return JsonNodeFactory.instance.objectNode();
        }

        private void update(String path, JsonNode specification) {
            synchronized (FakeSwarm.this) {
                Member member = members.stream()
                        .filter(each -> path.startsWith("/nodes/" + each.id + "/"))
                        .findFirst()
                        .orElseThrow(() -> new EngineException(404, "node not found"));
                if (!path.endsWith("version=" + member.version)) {
                    throw new EngineException(500, "rpc error: update out of sequence");
                }
                String role = specification.path("Role").asText();
                if (member.role.equals("manager") && role.equals("worker") && !haveQuorumWithout(member)) {
                    throw new EngineException(
                            412,
                            voters().size() == 1
                                    ? "attempting to demote the last manager of the swarm"
                                    : "can't remove member from the raft: this would result in a loss of quorum");
                }
                member.role = role;
                member.version++;
                member.availability = specification.path("Availability").asText();
                member.labels.clear();
                specification
                        .path("Labels")
                        .properties()
                        .forEach(label -> member.labels.put(
                                label.getKey(), label.getValue().asText()));
            }
        }

        @Override
        public void delete(String path) {
            EngineContainer container = asked("DELETE " + path);
            synchronized (FakeSwarm.this) {
                mustBeManager(byContainer.get(container.name()));
                networks.remove(path.substring(path.lastIndexOf('/') + 1));
                members.stream()
                        .filter(member -> path.startsWith("/nodes/" + member.id + "?"))
                        .findFirst()
                        .ifPresent(member -> {
                            if (member.role.equals("manager")) {
                                throw new EngineException(412, "node " + member.id + " is a cluster manager");
                            }
                            members.remove(member);
                        });
            }
        }

        @Override
        public void getAndFollow(String path, java.util.function.Consumer<JsonNode> line) {
            asked("GET " + path);
            if (path.startsWith("/events?since=")) {
                events.forEach(line);
            }
        }

        @Override
        public void postAndFollow(
                String path, Map<String, String> headers, java.util.function.Consumer<JsonNode> line) {
            EngineContainer container = asked("POST " + path);
            String reference = java.net.URLDecoder.decode(
                    path.substring(path.indexOf('=') + 1), java.nio.charset.StandardCharsets.UTF_8);
            synchronized (FakeSwarm.this) {
                images.put(
                        container.name() + " " + reference,
                        FakeEngine.digest(reference.substring(reference.indexOf('/') + 1)));
            }
        }

        @Override
        public void close() {}
    }
}
