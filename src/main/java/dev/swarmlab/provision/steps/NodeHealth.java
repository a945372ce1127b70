package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Distinguishes a node that is not ready yet from a node that will never be ready, since its container has stopped. */
final class NodeHealth {

    private static final int LOG_LINES = 30;
    private static final int LINES_SHOWN = 2;

    /** Most nodes are ready before the first check, which costs the engine time when it is busiest. */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);

    private NodeHealth() {}

    /**
     * The same probe, with a check of the node's container after errors. The check ends the wait when the container no
     * longer runs, or when the engine does not answer.
     */
    static <T> Probe<T> whileItRuns(LabRun lab, NodePlan node, Probe<T> probe) {
        return new Probe<>() {
            private Deadline nextCheck = Deadline.in(BETWEEN_CHECKS);

            @Override
            public T ask() throws Exception {
                try {
                    return probe.ask();
                } catch (EngineException exception) {
                    if (nextCheck.isPast()) {
                        mustStillRun(lab, node);
                        nextCheck = Deadline.in(BETWEEN_CHECKS);
                    }
                    throw exception;
                }
            }
        };
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
        EngineContainer container;
        try {
            container = lab.engine().container(node.container());
        } catch (EngineException exception) {
            throw exception.isNotFound() ? removed(node, exception) : EngineFailure.of(exception);
        }
        if (!container.isRunning() && !container.wasNeverStarted()) {
            throw Failure.of(FailureKind.FAILED, node.name() + " stopped")
                    .because(container.status() + "; " + lastError(lab.engine().logs(container.id(), LOG_LINES)));
        }
    }

    private static Failure removed(NodePlan node, EngineException exception) {
        return Failure.of(FailureKind.FAILED, "the container of " + node.name() + " was removed")
                .because(exception.text())
                .causedBy(exception);
    }

    /** The last line that reports a fatal error; else the last that reports an error; else the end of the log. */
    private static String lastError(String log) {
        List<String> lines =
                log.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String end = String.join(" ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        String error = last(lines, KnownMessage.LOG_FATAL::isIn)
                .or(() -> last(lines, NodeHealth::isError))
                .orElse(end);
        return error.isEmpty() ? "its log is empty" : "from its log: " + error;
    }

    private static Optional<String> last(List<String> lines, Predicate<String> that) {
        return lines.stream().filter(that).reduce((first, second) -> second);
    }

    private static boolean isError(String line) {
        return KnownMessage.LOG_ERROR.isIn(line) && !KnownMessage.LOG_HARMLESS.isIn(line);
    }
}
