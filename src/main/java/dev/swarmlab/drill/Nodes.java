package dev.swarmlab.drill;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.provision.OpenLab;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Stops nodes and starts them again, and remembers which it stopped. */
final class Nodes {

    private static final int SECONDS_TO_STOP = 10;
    private static final String PAUSED = "paused";

    private final OpenLab lab;
    private final Parallel parallel;
    private final Deadline deadline;
    private final Set<String> stopped = new TreeSet<>();

    Nodes(OpenLab lab, Parallel parallel, Deadline deadline) {
        this.lab = lab;
        this.parallel = parallel;
        this.deadline = deadline;
    }

    void stop(EngineContainer node) {
        engine(node).stop(running(node).id(), SECONDS_TO_STOP);
    }

    void kill(EngineContainer node) {
        engine(node).kill(running(node).id());
    }

    void pause(EngineContainer node) {
        engine(node).pause(running(node).id());
    }

    private Engine engine(EngineContainer node) {
        stopped.add(OpenLab.nameOf(node));
        return lab.engine();
    }

    private static EngineContainer running(EngineContainer node) {
        if (!node.isRunning()) {
            throw Failure.of(FailureKind.FAILED, OpenLab.nameOf(node) + " does not run")
                    .because("its container is " + node.state());
        }
        return node;
    }

    /** Starts one node and waits for its daemon. Of the swarm it may see nothing yet: others may still be away. */
    void start(EngineContainer node) {
        if (node.state().equals(PAUSED)) {
            lab.engine().unpause(node.id());
        } else if (!node.isRunning()) {
            lab.engine().start(node.id());
        }
        stopped.remove(OpenLab.nameOf(node));
        Await.until("the daemon of " + OpenLab.nameOf(node), deadline, () -> {
            lab.daemon(node).ping();
            return Answer.ready();
        });
    }

    /**
     * Starts every node that does not run and waits until the swarm has all of them again.
     *
     * @return their names
     */
    List<String> startAll() {
        List<EngineContainer> away =
                lab.nodes().stream().filter(node -> !node.isRunning()).toList();
        parallel.allOrFirstFailure(
                away.stream().map(node -> (Runnable) () -> start(node)).toList());
        stopped.clear();
        if (!away.isEmpty()) {
            awaitSwarm();
        }
        return away.stream().map(OpenLab::nameOf).toList();
    }

    private void awaitSwarm() {
        Await.until("every node to be back in the swarm", deadline, () -> {
            SwarmView view;
            try {
                view = lab.view();
            } catch (Failure noManagerYet) {
                return Answer.notYet(noManagerYet.getMessage());
            }
            Optional<EngineContainer> missing = lab.nodes().stream()
                    .filter(node -> view.nodeNamed(OpenLab.nameOf(node))
                            .filter(Nodes::isBack)
                            .isEmpty())
                    .findFirst();
            return Answer.readyIf(
                    missing.isEmpty(), missing.map(OpenLab::nameOf).orElse("") + " is not back in the swarm");
        });
    }

    private static boolean isBack(SwarmNode node) {
        return node.isReady() && !node.reachability().equals("unreachable");
    }

    /** Starts what was stopped and not started again by the scenario itself. */
    List<String> startWhatWasStopped() {
        return stopped.isEmpty() ? List.of() : startAll();
    }
}
