package dev.swarmlab.drill;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Stops and starts the nodes of a lab, and remembers which nodes it stopped. */
final class Nodes {

    private static final int STOP_TIMEOUT_SECONDS = 10;

    private final LabClient lab;
    private final Parallel parallel;
    private final Deadline deadline;
    private final Set<String> stopped = new ConcurrentSkipListSet<>();

    Nodes(LabClient lab, Parallel parallel, Deadline deadline) {
        this.lab = lab;
        this.parallel = parallel;
        this.deadline = deadline;
    }

    void stop(EngineContainer node) {
        remember(node);
        lab.engine().stop(node.id(), STOP_TIMEOUT_SECONDS);
    }

    void kill(EngineContainer node) {
        remember(node);
        lab.engine().kill(node.id());
    }

    void pause(EngineContainer node) {
        remember(node);
        lab.engine().pause(node.id());
    }

    private void remember(EngineContainer node) {
        if (!node.isRunning()) {
            throw Failure.of(FailureKind.FAILED, LabClient.nameOf(node) + " is not running")
                    .because("its container is " + node.state());
        }
        stopped.add(LabClient.nameOf(node));
    }

    /** Starts a node and waits for its daemon, but not for the swarm, which may lack other nodes. */
    void start(EngineContainer node) {
        start(node, deadline);
    }

    private void start(EngineContainer node, Deadline deadline) {
        if (node.isPaused()) {
            lab.engine().unpause(node.id());
        } else if (!node.isRunning()) {
            lab.engine().start(node.id());
        }
        stopped.remove(LabClient.nameOf(node));
        Await.until("the daemon of " + LabClient.nameOf(node), deadline, () -> {
            lab.daemon(node).ping();
            return Answer.ready();
        });
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
            awaitSwarm(deadline);
        }
    }

    private void awaitSwarm(Deadline deadline) {
        Await.until("every node to be ready in the swarm", deadline, () -> {
            SwarmView view;
            try {
                view = lab.view();
            } catch (Failure noManager) {
                return Answer.notYet(noManager.getMessage());
            }
            Optional<EngineContainer> missing = lab.nodes().stream()
                    .filter(EngineContainer::isRunning)
                    .filter(node -> view.nodeNamed(LabClient.nameOf(node))
                            .filter(Nodes::isReady)
                            .isEmpty())
                    .findFirst();
            return Answer.readyIf(
                    missing.isEmpty(), missing.map(LabClient::nameOf).orElse("") + " is not ready in the swarm");
        });
    }

    private static boolean isReady(SwarmNode node) {
        return node.isReady() && !node.isUnreachable();
    }
}
