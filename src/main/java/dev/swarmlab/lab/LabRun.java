package dev.swarmlab.lab;

import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.labfile.Student;
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
import org.jspecify.annotations.Nullable;

/**
 * The state that the steps of one {@code up} share: the plan, the engine, and the results of steps that other steps
 * need. Safe for use by several threads.
 */
public final class LabRun implements AutoCloseable {

    /** The address of the host on which the nodes' daemons are published; managers may have one more. */
    public static final String LOOPBACK = "127.0.0.1";

    private final String id;
    private final Engine engine;
    private final LabPlan plan;
    private final @Nullable Student student;
    private volatile LabResources observed;
    private final CompletableFuture<LabAuthority> authority;
    private final Parallel parallel;
    private final Progress progress;
    private final Deadline deadline;
    private final OutboundAccess outbound;

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

    /**
     * @param id the value of the label {@link Labels#RUN} of everything that this run creates
     * @param observed the lab's resources before this run
     * @param student null for a lab that belongs to no class
     * @param authority the lab's certificate authority, which may not be ready yet
     * @param daemons the connections to the nodes, which are closed with this run unless they are borrowed
     * @param outbound how the containers that this run creates reach registries outside of the lab
     */
    public LabRun(
            String id,
            Engine engine,
            LabPlan plan,
            @Nullable Student student,
            LabResources observed,
            CompletableFuture<LabAuthority> authority,
            NodeDaemons daemons,
            Parallel parallel,
            Progress progress,
            Deadline deadline,
            OutboundAccess outbound) {
        this.id = id;
        this.engine = engine;
        this.plan = plan;
        this.student = student;
        this.observed = observed;
        this.authority = authority;
        this.daemons = daemons;
        this.parallel = parallel;
        this.progress = progress;
        this.deadline = deadline;
        this.outbound = outbound;
        this.registry = plan.registry();
        this.sparePorts = new ConcurrentLinkedQueue<>(plan.sparePorts());
    }

    /**
     * The next part of the same work, which knows no results of this one. It shares the connections to the nodes of this
     * run, which is closed after it.
     *
     * @param now the lab's resources before the next part
     * @param until the deadline of the next part
     */
    public LabRun next(LabResources now, Deadline until) {
        return new LabRun(
                id, engine, plan, student, now, authority, daemons.borrowed(), parallel, progress, until, outbound);
    }

    public Engine engine() {
        return engine;
    }

    public LabPlan plan() {
        return plan;
    }

    /** The lab's resources before this run, without those that it removes. */
    public LabResources observed() {
        return observed;
    }

    /** Sets what remains of the lab's resources, once it is known which nodes this run removes. */
    public void setObserved(LabResources remaining) {
        observed = remaining;
    }

    /** The lab's certificate authority. Waits until it is ready. */
    public LabAuthority authority() {
        return NodeDaemons.join(authority);
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

    /** The files with which a new container of the lab reaches registries outside of it. */
    public List<ContainerFile> outboundFiles() {
        return outbound.files(plan.network().subnet().toString());
    }

    /** Whether new containers reach registries outside of the lab through a proxy. */
    public boolean hasProxies() {
        return outbound.hasProxies();
    }

    /** The image to use for an image that the lab file names: the image itself, or its fallback image. */
    public String actualImage(String reference) {
        return actualImages.getOrDefault(reference, reference);
    }

    /** The entrypoint for nodes of an image. The engine is asked once for each image. */
    public List<String> entrypoint(String actualImage) {
        return entrypoints.computeIfAbsent(
                actualImage,
                name -> engine.image(name).map(NodeContainer::entrypoint).orElse(List.of()));
    }

    public void setActualImage(String reference, String actual) {
        actualImages.put(reference, actual);
    }

    /**
     * The node with a spare port, for when the engine reports that its own port is in use. A program may have opened
     * the port after the plan was computed, or the engine may have been killed while a container with this port
     * started. Empty when no spare port is left.
     */
    public Optional<NodePlan> onSparePort(NodePlan node) {
        Integer port = sparePorts.poll();
        if (port == null) {
            return Optional.empty();
        }
        actualPorts.put(node.name(), port);
        return Optional.of(node.onPort(port));
    }

    /** The registry with its actual port, which differs from the plan when the planned port was in use. */
    public RegistryPlan registry() {
        return registry;
    }

    /** The registry with a spare port, as {@link #onSparePort}. Empty when no spare port is left. */
    public Optional<RegistryPlan> registryOnSparePort() {
        Integer port = sparePorts.poll();
        if (port == null) {
            return Optional.empty();
        }
        registry = registry.onPort(port);
        return Optional.of(registry);
    }

    /** The swarm's join tokens. They are known once a manager of the swarm was found, or has started it. */
    public Deferred<JoinTokens> joinTokens() {
        return joinTokens;
    }

    /** Provides the join tokens, and the address of the manager through which nodes join. */
    public void admit(JoinTokens tokens, String address) {
        managerAddress = address;
        joinTokens.complete(tokens);
    }

    /** The same as {@link #admit} for a swarm that the lab had before this run. */
    public void admitToFoundSwarm(JoinTokens tokens, String address) {
        foundSwarm = true;
        admit(tokens, address);
    }

    /** The address of the manager through which nodes join; empty until the join tokens are known. */
    public String managerAddress() {
        return managerAddress;
    }

    /** Whether the lab had a swarm before this run. */
    public boolean hasFoundSwarm() {
        return foundSwarm;
    }

    /** Whether the lab had this node before: its container, or its volume, which holds its membership in the swarm. */
    public boolean isKnown(NodePlan node) {
        return observed.node(node.name()).isPresent()
                || observed.volumes().stream().anyMatch(volume -> volume.name().equals(node.volume()));
    }

    /** The names of the nodes whose daemons have answered in this run. */
    public Set<String> started() {
        return started;
    }

    /** The names of the nodes that this run has found to be in the swarm, or that have joined it. */
    public Set<String> joined() {
        return joined;
    }

    /** The node ids in the swarm that this run has read from the nodes, by the node's name. */
    public Map<String, String> nodeIds() {
        return nodeIds;
    }

    /** The digests of the images in the lab's registry, by the images' names on the nodes. */
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

    /** A client of the lab that shares the connections of this run, and must not be closed. */
    public LabClient opened() {
        return new LabClient(plan.lab(), student, engine, daemons);
    }

    /**
     * The labels of a container or volume that this run creates.
     *
     * @param port its port on the host's loopback address
     * @param specification the digest of the container's specification
     */
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

    /** Shows the user what this run overwrites or does not apply, and adds it to the report. */
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
