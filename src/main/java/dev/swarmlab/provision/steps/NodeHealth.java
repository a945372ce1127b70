package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.ContainerHealth;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.readiness.Probe;
import java.util.function.Supplier;

/** Distinguishes a node that is not ready yet from a node that will never be ready, since its container has stopped. */
final class NodeHealth {

    private NodeHealth() {}

    /**
     * The same probe, with a check of the node's container after errors. The check ends the wait when the container no
     * longer runs, or when the engine does not answer.
     */
    static <T> Probe<T> whileItRuns(LabRun lab, NodePlan node, Probe<T> probe) {
        return of(lab, node).whileItRuns(probe);
    }

    /**
     * Does some work with a node's daemon, and returns its result.
     *
     * @throws Failure that names the node when its daemon fails: otherwise the error would count as the engine's
     */
    static String during(LabRun lab, NodePlan node, Supplier<String> work) {
        try {
            return work.get();
        } catch (EngineException exception) {
            mustStillRun(lab, node);
            throw Failure.of(FailureKind.FAILED, "the daemon of " + node.name() + " reported an error")
                    .because(exception.text())
                    .causedBy(exception);
        }
    }

    /** @throws Failure with the error in the node's log when its container has stopped or was removed */
    static void mustStillRun(LabRun lab, NodePlan node) {
        of(lab, node).mustStillRun();
    }

    private static ContainerHealth of(LabRun lab, NodePlan node) {
        return new ContainerHealth(lab.engine(), node.name(), node.container());
    }
}
