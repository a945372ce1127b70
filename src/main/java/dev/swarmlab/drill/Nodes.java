package dev.swarmlab.drill;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.AwaitNodes;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.NodeActions;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Deadline;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Stops and starts the nodes of a lab, and remembers which nodes it stopped. */
final class Nodes {

    private final LabClient lab;
    private final NodeActions actions;
    private final Parallel parallel;
    private final Deadline deadline;
    private final Set<String> stopped = new ConcurrentSkipListSet<>();

    Nodes(LabClient lab, Parallel parallel, Deadline deadline) {
        this.lab = lab;
        this.actions = new NodeActions(lab);
        this.parallel = parallel;
        this.deadline = deadline;
    }

    void stop(EngineContainer node) {
        remember(node);
        actions.stop(node);
    }

    void kill(EngineContainer node) {
        remember(node);
        actions.kill(node);
    }

    void pause(EngineContainer node) {
        remember(node);
        actions.pause(node);
    }

    private void remember(EngineContainer node) {
        actions.mustRun(node);
        stopped.add(LabClient.nameOf(node));
    }

    /** Starts a node and waits for its daemon, but not for the swarm, which may lack other nodes. */
    void start(EngineContainer node) {
        start(node, deadline);
    }

    private void start(EngineContainer node, Deadline deadline) {
        actions.start(node, deadline);
        stopped.remove(LabClient.nameOf(node));
    }

    /** Starts every node that is not running, and waits until all running nodes are ready in the swarm. */
    void startAll() {
        start(lab.nodes().stream().filter(node -> !node.isRunning()).toList(), deadline);
    }

    /**
     * Starts the nodes that the scenario stopped and did not start. Nodes that others stopped are left as they are.
     *
     * @param deadline replaces that of the scenario, which may be over
     * @return the names of the nodes
     */
    List<String> restartStopped(Deadline deadline) {
        List<EngineContainer> nodes = lab.nodes().stream()
                .filter(node -> !node.isRunning() && stopped.contains(LabClient.nameOf(node)))
                .toList();
        start(nodes, deadline);
        return nodes.stream().map(LabClient::nameOf).toList();
    }

    private void start(List<EngineContainer> nodes, Deadline deadline) {
        parallel.allWithEveryFailure(nodes.stream()
                .map(node -> (Runnable) () -> start(node, deadline))
                .toList());
        if (!nodes.isEmpty()) {
            new AwaitNodes(lab).until(deadline);
        }
    }
}
