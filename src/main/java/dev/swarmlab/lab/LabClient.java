package dev.swarmlab.lab;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.labfile.StackVariable;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.Role;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmView;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.LabViewBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client of a lab that exists. It asks the lab's managers, uses the first that answers, and runs commands in nodes.
 * Nodes may stop and start at any time, so each call reads from the engine which nodes run.
 */
public final class LabClient implements AutoCloseable {

    private final String name;
    private final @Nullable Student student;
    private final Engine engine;
    private final NodeDaemons daemons;
    private @Nullable Boolean routingMesh;

    /** A client that shares the connections of a run. The run closes them, so this client must not be closed. */
    LabClient(String name, @Nullable Student student, Engine engine, NodeDaemons daemons) {
        this.name = name;
        this.student = student;
        this.engine = engine;
        this.daemons = daemons;
    }

    public static LabClient of(Engine engine, LabResources lab) {
        return new LabClient(lab.name(), lab.student().orElse(null), engine, NodeDaemons.of(engine, lab));
    }

    public String name() {
        return name;
    }

    /** The connections of this client for another user. This client closes them. */
    public NodeDaemons daemons() {
        return daemons.borrowed();
    }

    public Engine engine() {
        return engine;
    }

    /** The current state of the nodes' containers: managers first, sorted by name. */
    public List<EngineContainer> nodes() {
        return new LabResources(
                        name, LabResources.ownContainers(engine.containers(Labels.LAB, name)), List.of(), List.of())
                .nodes();
    }

    /**
     * The container of a node, running or not.
     *
     * @throws Failure when the lab has no node of that name
     */
    public EngineContainer node(String node) {
        List<EngineContainer> nodes = nodes();
        return nodes.stream()
                .filter(container -> nameOf(container).equals(node))
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, "the lab " + name + " has no node named " + node)
                        .because("its nodes are "
                                + String.join(
                                        ", ",
                                        nodes.stream().map(LabClient::nameOf).toList())));
    }

    /** A node's name, as in {@code worker01}. */
    public static String nameOf(EngineContainer node) {
        return node.label(Labels.NODE);
    }

    public static boolean isManager(EngineContainer node) {
        return node.label(Labels.ROLE).equals(Role.MANAGER.word());
    }

    /**
     * The node that is selected. A node that is selected by its name may be stopped. Otherwise, a running node is
     * chosen.
     *
     * @throws Failure when there is no such node
     */
    public EngineContainer find(NodeSelector choice) {
        if (choice instanceof NodeSelector.Named named) {
            return node(named.name());
        }
        if (choice instanceof NodeSelector.Leader) {
            return ask(NodeDaemon::nodes).stream()
                    .filter(SwarmNode::leader)
                    .findFirst()
                    .map(leader -> node(leader.hostname()))
                    .orElseThrow(() -> Failure.of(FailureKind.FAILED, "the swarm has no leader"));
        }
        boolean manager = choice instanceof NodeSelector.AnyManager;
        return running().filter(node -> isManager(node) == manager).findFirst().orElseThrow(() -> Failure.of(
                        FailureKind.FAILED,
                        "no " + (manager ? "manager" : "worker") + " of the lab " + name + " is running")
                .advise("See the state of the nodes with: swarmlab status"));
    }

    private Stream<EngineContainer> running() {
        return nodes().stream().filter(EngineContainer::isRunning);
    }

    /**
     * The answer of the first manager that answers. In a swarm without a quorum, no manager answers.
     *
     * @throws Failure with the error of each manager when none answers
     */
    public <T> T ask(Function<NodeDaemon, T> question) {
        return askFirstOf(running().toList(), (node, daemon) -> question.apply(daemon));
    }

    /**
     * The same as {@link #ask} for a wait: when no manager answers, the answer is "not ready yet". A failure of the
     * question itself ends the wait.
     */
    public Answer probe(Function<NodeDaemon, Answer> question) {
        List<EngineContainer> nodes = running().toList();
        try {
            return pollFirstOf(nodes, question);
        } catch (EngineException nobodyAnswers) {
            return Answer.notYet(nobodyAnswers.text());
        }
    }

    /**
     * The same as {@link #ask} for a wait for a value.
     *
     * @throws EngineException when no manager answers, so that the wait goes on
     */
    public <T> T poll(Function<NodeDaemon, T> question) {
        return pollFirstOf(running().toList(), question);
    }

    private <T> T pollFirstOf(List<EngineContainer> nodes, Function<NodeDaemon, T> question) {
        return askFirstOf(
                nodes,
                (node, daemon) -> question.apply(daemon),
                failure -> new EngineException(EngineException.UNREACHABLE, failure.getMessage(), failure));
    }

    /**
     * The answer of the first of these nodes that answers. Workers are asked too, since a node may have been promoted
     * without a change of its container's labels. A node that is not a manager refuses at once.
     *
     * @throws Failure with the error of each manager when none answers
     */
    public <T> T askFirstOf(List<EngineContainer> nodes, BiFunction<EngineContainer, NodeDaemon, T> question) {
        return askFirstOf(nodes, question, failure -> failure);
    }

    /** @param exception what to throw for the failure that no manager answers */
    private <T> T askFirstOf(
            List<EngineContainer> nodes,
            BiFunction<EngineContainer, NodeDaemon, T> question,
            Function<Failure, RuntimeException> exception) {
        List<String> reasons = new ArrayList<>();
        EngineException last = null;
        for (EngineContainer node : nodes) {
            try {
                return question.apply(node, daemons.of(node));
            } catch (EngineException refusal) {
                last = refusal;
                if (isManager(node)) {
                    reasons.add(nameOf(node) + ": " + refusal.text());
                }
            }
        }
        Failure failure = Failure.of(FailureKind.FAILED, "no manager of the lab " + name + " answers")
                .because(reasons.isEmpty() ? "none runs" : String.join("; ", reasons));
        throw exception.apply(last == null ? failure : failure.causedBy(last));
    }

    public SwarmView view() {
        return ask(NodeDaemon::view);
    }

    public LabView labView() {
        return new LabViewBuilder(name).build(view(), ask(NodeDaemon::networks), nodes(), "");
    }

    public NodeDaemon daemon(EngineContainer node) {
        return daemons.of(node);
    }

    /** The container of the node of that name, if it is running. */
    public Optional<EngineContainer> runningNode(String node) {
        return running().filter(container -> nameOf(container).equals(node)).findFirst();
    }

    /**
     * Runs a shell command in a node, with the lab's variables in its environment, and waits for its end.
     *
     * @throws Failure of kind {@link FailureKind#TIMED_OUT} when the command has not ended at the deadline
     */
    public ExecResult execute(EngineContainer node, String command, Deadline deadline) {
        List<String> arguments = new ArrayList<>(List.of("env"));
        variables().forEach((variable, value) -> arguments.add(variable + "=" + value));
        arguments.addAll(List.of("sh", "-c", command));
        try {
            return engine.execute(node.id(), arguments, deadline);
        } catch (EngineException exception) {
            if (!exception.isTooLate()) {
                throw exception;
            }
            throw Failure.of(FailureKind.TIMED_OUT, "`" + command + "` on " + nameOf(node) + " did not end in time")
                    .because("its time limit is " + deadline.given().toSeconds() + " s")
                    .causedBy(exception);
        }
    }

    /** The values of the variables for stack files and for commands, see {@link StackVariable}. */
    public Map<StackVariable, String> variables() {
        boolean mesh = hasRoutingMesh();
        Map<StackVariable, String> variables = new LinkedHashMap<>();
        variables.put(StackVariable.REGISTRY, RegistryPlan.NODE_ADDRESS);
        variables.put(StackVariable.ENDPOINT_MODE, mesh ? "vip" : "dnsrr");
        variables.put(StackVariable.PUBLISH_MODE, mesh ? "ingress" : "host");
        variables.put(StackVariable.LAB, name);
        variables.putAll(StackVariable.of(student));
        return variables;
    }

    /**
     * Whether the kernel has ip_vs, which the routing mesh and the virtual addresses of services need. It is read once.
     *
     * @throws Failure when no node is running
     */
    public synchronized boolean hasRoutingMesh() {
        if (routingMesh == null) {
            // All nodes have the same kernel. The managers may be stopped.
            EngineContainer node = running()
                    .findFirst()
                    .orElseThrow(() -> Failure.of(FailureKind.FAILED, "no node of the lab " + name + " is running"));
            routingMesh = RoutingMesh.worksIn(engine, node.id());
        }
        return routingMesh;
    }

    @Override
    public void close() {
        daemons.close();
    }
}
