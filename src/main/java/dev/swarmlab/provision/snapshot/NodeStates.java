package dev.swarmlab.provision.snapshot;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.AwaitNodes;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabSnapshot;
import dev.swarmlab.lab.NodeActions;
import dev.swarmlab.lab.SavedState;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the nodes, the registry and the cache of a lab do, to start a stopped lab as it was: nodes that were stopped stay stopped,
 * and nodes that were paused are paused again.
 *
 * @param states by the names of the nodes, and of the registry and the cache
 */
public record NodeStates(Map<String, SavedState> states) {

    /** All nodes and the registry of the lab run, whether or not they are ready in the swarm. */
    public static NodeStates running(LabResources lab) {
        return new NodeStates(lab.containers().stream()
                .collect(Collectors.toMap(container -> container.label(Labels.NODE), any -> SavedState.RUNNING)));
    }

    /** The current states. A swarm that does not answer has no ready nodes. */
    public static NodeStates of(Engine engine, LabResources lab) {
        Set<String> ready = ready(engine, lab);
        Map<String, SavedState> states = new HashMap<>();
        lab.containers().forEach(container -> states.put(container.label(Labels.NODE), state(container, ready)));
        return new NodeStates(Map.copyOf(states));
    }

    /** The states at the time when a snapshot was saved. */
    public static NodeStates of(LabSnapshot snapshot) {
        return new NodeStates(
                snapshot.parts().stream().collect(Collectors.toMap(LabSnapshot.Part::node, LabSnapshot.Part::state)));
    }

    private static Set<String> ready(Engine engine, LabResources lab) {
        if (lab.managers().stream().noneMatch(EngineContainer::isRunning)) {
            return Set.of();
        }
        try (LabClient client = LabClient.of(engine, lab)) {
            return new AwaitNodes(client).ready();
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return Set.of();
        }
    }

    private static SavedState state(EngineContainer container, Set<String> ready) {
        if (container.isPaused()) {
            return SavedState.PAUSED;
        }
        if (EnsureContainer.isStopped(container)) {
            return SavedState.STOPPED;
        }
        return ready.contains(container.label(Labels.NODE)) ? SavedState.READY : SavedState.RUNNING;
    }

    public SavedState of(String node) {
        return states.getOrDefault(node, SavedState.STOPPED);
    }

    /**
     * Starts the containers of a stopped lab, and waits for the nodes that were ready.
     *
     * @param lab as read from the engine after its containers have stopped
     * @throws Failure when a node is not ready at the deadline
     */
    public void start(Engine engine, LabResources lab, Parallel parallel, Progress progress, Deadline deadline) {
        List<EngineContainer> nodes = started(lab.nodes());
        List<EngineContainer> registries = started(lab.containers().stream()
                .filter(container -> !LabResources.isNode(container))
                .toList());
        progress.begin(Step.REGISTRY, registries.size());
        progress.begin(Step.NODES, nodes.size());
        boolean isReady = states.containsValue(SavedState.READY);
        progress.begin(Step.SWARM, isReady ? 1 : 0);
        try (LabClient client = LabClient.of(engine, lab)) {
            NodeActions actions = new NodeActions(client);
            List<Runnable> tasks = new ArrayList<>();
            registries.forEach(
                    container -> tasks.add(() -> progress.during(Step.REGISTRY, container.label(Labels.NODE), () -> {
                        new EnsureContainer(engine).startIfStopped(container);
                        return container.name();
                    })));
            nodes.forEach(node -> tasks.add(() -> progress.during(Step.NODES, LabClient.nameOf(node), () -> {
                actions.start(node, deadline);
                return node.addresses().values().stream().findFirst().orElse("");
            })));
            parallel.allOrFirstFailure(tasks);
            if (isReady) {
                Set<String> ready = in(SavedState.READY);
                progress.during(Step.SWARM, lab.name(), () -> {
                    new AwaitNodes(client).until(deadline, ready);
                    return ready.size() + (ready.size() == 1 ? " node ready" : " nodes ready");
                });
            }
            in(SavedState.PAUSED).forEach(node -> actions.pause(client.node(node)));
        }
    }

    /** Starts the containers again after a failure, without waiting for anything. */
    public void startAgain(Engine engine, LabResources lab, Parallel parallel) {
        EnsureContainer ensure = new EnsureContainer(engine);
        parallel.allWithEveryFailure(started(lab.containers()).stream()
                .map(container -> (Runnable) () -> ensure.startIfStopped(container))
                .toList());
    }

    private List<EngineContainer> started(List<EngineContainer> containers) {
        return containers.stream()
                .filter(container -> of(container.label(Labels.NODE)) != SavedState.STOPPED)
                .toList();
    }

    private Set<String> in(SavedState state) {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() == state && LabNames.isNode(entry.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
