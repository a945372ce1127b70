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
 * A lab that exists, opened for work: whichever of its managers answers is asked, and commands run in its nodes. Nodes
 * may stop and start meanwhile, so which of them run is asked anew each time.
 */
public final class LabClient implements AutoCloseable {

    private final String name;
    private final Engine engine;
    private final NodeDaemons daemons;
    private @Nullable Boolean routingMesh;

    /** With connections that are open already, and that whoever opened them closes. */
    LabClient(String name, Engine engine, NodeDaemons daemons) {
        this.name = name;
        this.engine = engine;
        this.daemons = daemons;
    }

    public static LabClient of(Engine engine, LabResources lab) {
        return new LabClient(lab.name(), engine, NodeDaemons.of(engine, lab));
    }

    public String name() {
        return name;
    }

    public Engine engine() {
        return engine;
    }

    /** The containers of its nodes, as they are now: managers first, by name. */
    public List<EngineContainer> nodes() {
        return new LabResources(
                        name, LabResources.ownContainers(engine.containers(Labels.LAB, name)), List.of(), List.of())
                .nodes();
    }

    /** The container of a node, whether it runs or not. */
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
     * The node that is meant. By its name it is found whether it runs or not; any other choice is among those that run.
     *
     * @throws Failure when there is none
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
                        FailureKind.FAILED, "no " + (manager ? "manager" : "worker") + " of the lab runs")
                .advise("See which nodes there are with: swarmlab status"));
    }

    private Stream<EngineContainer> running() {
        return nodes().stream().filter(EngineContainer::isRunning);
    }

    /**
     * What a manager answers; the first that answers at all. A swarm that has lost too many managers has none that does.
     *
     * @throws Failure with every manager's reason when none does
     */
    public <T> T ask(Function<NodeDaemon, T> question) {
        return askFirstOf(running().toList(), (node, daemon) -> question.apply(daemon));
    }

    /** What a manager answers, for a wait. When no manager answers, it is not ready yet. */
    public Answer probe(Function<NodeDaemon, Answer> question) {
        try {
            return ask(question);
        } catch (Failure nobodyAnswers) {
            if (nobodyAnswers.kind() == FailureKind.INTERRUPTED) {
                throw nobodyAnswers;
            }
            return Answer.notYet(nobodyAnswers.getMessage());
        }
    }

    /**
     * What a manager answers, for a wait for a value.
     *
     * @throws EngineException when no manager answers, so that the wait goes on
     */
    public <T> T poll(Function<NodeDaemon, T> question) {
        try {
            return ask(question);
        } catch (Failure nobodyAnswers) {
            if (nobodyAnswers.kind() == FailureKind.INTERRUPTED) {
                throw nobodyAnswers;
            }
            throw new EngineException(EngineException.UNREACHABLE, nobodyAnswers.getMessage(), nobodyAnswers);
        }
    }

    /**
     * What the first of these nodes answers that answers at all. Workers may be among them: nodes are promoted and demoted
     * without the engine's knowing, and one that is no manager says so at once.
     *
     * @throws Failure with every manager's reason when none does
     */
    public <T> T askFirstOf(List<EngineContainer> nodes, BiFunction<EngineContainer, NodeDaemon, T> question) {
        List<String> reasons = new ArrayList<>();
        EngineException last = null;
        for (EngineContainer node : nodes) {
            try {
                return question.apply(node, daemons.of(node));
            } catch (EngineException exception) {
                last = exception;
                if (isManager(node)) {
                    reasons.add(nameOf(node) + ": " + exception.text());
                }
            }
        }
        Failure failure = Failure.of(FailureKind.FAILED, "no manager of the lab " + name + " answers")
                .because(reasons.isEmpty() ? "none runs" : String.join("; ", reasons));
        throw last == null ? failure : failure.causedBy(last);
    }

    public SwarmView view() {
        return ask(NodeDaemon::view);
    }

    public LabView picture() {
        return new LabViewBuilder(name).build(view(), ask(NodeDaemon::networks), nodes(), "");
    }

    /** The daemon of a node. */
    public NodeDaemon daemon(EngineContainer node) {
        return daemons.of(node);
    }

    /** The node of that name, if it runs. */
    public Optional<EngineContainer> runningNode(String node) {
        return running().filter(container -> nameOf(container).equals(node)).findFirst();
    }

    /** Runs a command in a node's shell, with the lab's variables in its environment, and waits for its end. */
    public ExecResult execute(EngineContainer node, String command, Deadline deadline) {
        List<String> whole = new ArrayList<>(List.of("env"));
        variables().forEach((variable, value) -> whole.add(variable + "=" + value));
        whole.addAll(List.of("sh", "-c", command));
        try {
            return engine.execute(node.id(), whole, deadline);
        } catch (EngineException exception) {
            if (!exception.isTooLate()) {
                throw exception;
            }
            throw Failure.of(FailureKind.TIMED_OUT, "`" + command + "` on " + nameOf(node) + " did not end in time")
                    .because("it was given " + deadline.given().toSeconds() + " s")
                    .causedBy(exception);
        }
    }

    /** What the lab gives to stack files and to commands, see {@link StackVariable}. */
    public Map<StackVariable, String> variables() {
        boolean mesh = hasRoutingMesh();
        Map<StackVariable, String> variables = new LinkedHashMap<>();
        variables.put(StackVariable.REGISTRY, RegistryPlan.NODE_ADDRESS);
        variables.put(StackVariable.ENDPOINT_MODE, mesh ? "vip" : "dnsrr");
        variables.put(StackVariable.PUBLISH_MODE, mesh ? "ingress" : "host");
        return variables;
    }

    /** Whether the kernel has what the routing mesh and services' virtual addresses take. */
    public synchronized boolean hasRoutingMesh() {
        if (routingMesh == null) {
            // All nodes have the same kernel, and the managers may be away.
            EngineContainer node = running()
                    .findFirst()
                    .orElseThrow(() -> Failure.of(FailureKind.FAILED, "no node of the lab " + name + " runs"));
            routingMesh = RoutingMesh.worksIn(engine, node.id());
        }
        return routingMesh;
    }

    @Override
    public void close() {
        daemons.close();
    }
}
