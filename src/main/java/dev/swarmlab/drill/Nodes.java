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

/** Stops nodes and starts them again, and remembers which it stopped. */
final class Nodes {

    private static final int SECONDS_TO_STOP = 10;

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
        lab.engine().stop(node.id(), SECONDS_TO_STOP);
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
            throw Failure.of(FailureKind.FAILED, LabClient.nameOf(node) + " does not run")
                    .because("its container is " + node.state());
        }
        stopped.add(LabClient.nameOf(node));
    }

    /** Starts one node and waits for its daemon. Of the swarm it may see nothing yet: others may still be away. */
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

    /** Starts every node that does not run and waits until the swarm has all of them again. */
    void startAll() {
        start(lab.nodes().stream().filter(node -> !node.isRunning()).toList(), deadline);
    }

    /**
     * Starts what was stopped and not started again by the scenario itself. What did not run before is left alone.
     *
     * @param deadline of its own, since the scenario's may be over
     * @return their names
     */
    List<String> startWhatWasStopped(Deadline deadline) {
        List<EngineContainer> away = lab.nodes().stream()
                .filter(node -> !node.isRunning() && stopped.contains(LabClient.nameOf(node)))
                .toList();
        start(away, deadline);
        return away.stream().map(LabClient::nameOf).toList();
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
        Await.until("every node to be back in the swarm", deadline, () -> {
            SwarmView view;
            try {
                view = lab.view();
            } catch (Failure noManagerYet) {
                return Answer.notYet(noManagerYet.getMessage());
            }
            Optional<EngineContainer> missing = lab.nodes().stream()
                    .filter(EngineContainer::isRunning)
                    .filter(node -> view.nodeNamed(LabClient.nameOf(node))
                            .filter(Nodes::isBack)
                            .isEmpty())
                    .findFirst();
            return Answer.readyIf(
                    missing.isEmpty(), missing.map(LabClient::nameOf).orElse("") + " is not back in the swarm");
        });
    }

    private static boolean isBack(SwarmNode node) {
        return node.isReady() && !node.isUnreachable();
    }
}
