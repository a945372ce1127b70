package dev.swarmlab.lab;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.Role;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.JoinTokens;
import dev.swarmlab.swarm.NodeDaemon;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the steps of one {@code up} share: the plan, the means, and what one step leaves for another. */
public final class LabRun implements AutoCloseable {

    /** The nodes' daemons are published there and nowhere else. */
    public static final String LOOPBACK = "127.0.0.1";

    private final String id;
    private final Engine engine;
    private final LabPlan plan;
    private final LabResources observed;
    private final CompletableFuture<LabAuthority> authority;
    private final Parallel parallel;
    private final Progress progress;
    private final Deadline deadline;

    private final NodeDaemons daemons;
    private final Map<String, String> actualImages = new ConcurrentHashMap<>();
    private final Map<String, List<String>> entrypoints = new ConcurrentHashMap<>();
    private final Map<String, Integer> actualPorts = new ConcurrentHashMap<>();
    private final Queue<Integer> sparePorts;
    private final Queue<String> notices = new ConcurrentLinkedQueue<>();
    private volatile RegistryPlan registry;
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Set<String> joined = ConcurrentHashMap.newKeySet();
    private final Map<String, String> nodeIds = new ConcurrentHashMap<>();
    private volatile String managerAddress = "";
    private volatile boolean foundSwarm;
    private final Deferred<JoinTokens> joinTokens = new Deferred<>("the swarm's join tokens");
    private final Deferred<Map<String, String>> pushedDigests = new Deferred<>("the images in the lab's registry");

    /** @param id marks everything that this run makes */
    public LabRun(
            String id,
            Engine engine,
            LabPlan plan,
            LabResources observed,
            CompletableFuture<LabAuthority> authority,
            Parallel parallel,
            Progress progress,
            Deadline deadline) {
        this.id = id;
        this.engine = engine;
        this.plan = plan;
        this.observed = observed;
        this.authority = authority;
        this.daemons = new NodeDaemons(engine, authority.thenApply(LabAuthority::clientContext));
        this.parallel = parallel;
        this.progress = progress;
        this.deadline = deadline;
        this.registry = plan.registry();
        this.sparePorts = new ConcurrentLinkedQueue<>(plan.sparePorts());
    }

    public Engine engine() {
        return engine;
    }

    public LabPlan plan() {
        return plan;
    }

    /** What there was of the lab before this run. */
    public LabResources observed() {
        return observed;
    }

    public LabAuthority authority() {
        return NodeDaemons.made(authority);
    }

    public Parallel parallel() {
        return parallel;
    }

    public Progress progress() {
        return progress;
    }

    public Deadline deadline() {
        return deadline;
    }

    /** The image on the engine for an image that the descriptor names: itself, or what swarmlab built in its place. */
    public String actualImage(String reference) {
        return actualImages.getOrDefault(reference, reference);
    }

    /** What a node of that image is started with. The engine is asked once for each image. */
    public List<String> entrypoint(String actualImage) {
        return entrypoints.computeIfAbsent(
                actualImage,
                name -> engine.image(name).map(NodeContainer::entrypoint).orElse(List.of()));
    }

    public void setActualImage(String reference, String actual) {
        actualImages.put(reference, actual);
    }

    /**
     * The node on another port, since the engine says that its own is taken: by a program that came after the plan, or by
     * the ghost of a container that was starting when the engine was killed. Empty when there is none left.
     */
    public Optional<NodePlan> onSparePort(NodePlan node) {
        Integer port = sparePorts.poll();
        if (port == null) {
            return Optional.empty();
        }
        actualPorts.put(node.name(), port);
        return Optional.of(node.onPort(port));
    }

    /** The registry where it is by now, which differs from the plan when the planned port was taken. */
    public RegistryPlan registry() {
        return registry;
    }

    /** The registry on another port, as {@link #onSparePort}. Empty when there is none left. */
    public Optional<RegistryPlan> registryOnSparePort() {
        Integer port = sparePorts.poll();
        if (port == null) {
            return Optional.empty();
        }
        registry = registry.onPort(port);
        return Optional.of(registry);
    }

    /** The tokens of the swarm, as soon as one of its managers has been found or has started it. */
    public Deferred<JoinTokens> joinTokens() {
        return joinTokens;
    }

    /** Lets nodes join a swarm through a manager. */
    public void admit(JoinTokens tokens, String address) {
        managerAddress = address;
        joinTokens.complete(tokens);
    }

    /** The same for a swarm that was there before this run. */
    public void admitToFoundSwarm(JoinTokens tokens, String address) {
        foundSwarm = true;
        admit(tokens, address);
    }

    /** The address of the manager through which nodes join. Known once the tokens are. */
    public String managerAddress() {
        return managerAddress;
    }

    /** Whether the lab had a swarm before this run. */
    public boolean hasFoundSwarm() {
        return foundSwarm;
    }

    /** Whether the lab had this node before: its container, or at least its volume, which holds its place in the swarm. */
    public boolean isKnown(NodePlan node) {
        return observed.node(node.name()).isPresent()
                || observed.volumes().stream().anyMatch(volume -> volume.name().equals(node.volume()));
    }

    /** Nodes whose daemons this run has seen answer, by name. */
    public Set<String> started() {
        return started;
    }

    /** Nodes that this run has seen to be in the swarm, by name. */
    public Set<String> joined() {
        return joined;
    }

    /** The swarm's id of each node that was compared with the managers' list, by the node's name. */
    public Map<String, String> nodeIds() {
        return nodeIds;
    }

    /** The digest of each image in the lab's registry, by its name on the nodes. */
    public Deferred<Map<String, String>> pushedDigests() {
        return pushedDigests;
    }

    public NodeDaemon daemon(NodePlan node) {
        return daemons.of(node.name(), node.container(), actualPorts.getOrDefault(node.name(), node.apiPort()));
    }

    public NodeDaemons daemons() {
        return daemons;
    }

    public NodeDaemon firstManager() {
        return daemon(plan.firstManager());
    }

    /** The lab as it is, once its swarm is ready. Its connections are this run's. */
    public LabClient opened() {
        return new LabClient(plan.lab(), engine, daemons);
    }

    /** The labels of something that this run makes. {@code port} is what it answers on at the host's loopback. */
    public Map<String, String> labels(Role role, String node, int port, String specification) {
        return Map.of(
                Labels.LAB,
                plan.lab(),
                Labels.RUN,
                id,
                Labels.SPECIFICATION,
                specification,
                Labels.ROLE,
                role.word(),
                Labels.NODE,
                node,
                Labels.PORT,
                String.valueOf(port));
    }

    /** Tells the user what this run overwrites or does not apply: at once, and in its report. */
    public void notice(String text) {
        notices.add(text);
        progress.say(text);
    }

    public List<String> notices() {
        return List.copyOf(notices);
    }

    public String id() {
        return id;
    }

    @Override
    public void close() {
        daemons.close();
    }
}
