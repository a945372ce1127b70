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

/** Tells a node that is not ready yet from one that never will be. */
final class NodeHealth {

    private static final int LOG_LINES = 30;
    private static final int LINES_SHOWN = 2;

    /** Most nodes are ready before the first check, which costs the engine time when it is busiest. */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);

    private NodeHealth() {}

    /** The same probe, which ends the wait when the node's container, or the engine, does not run any more. */
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

    /** What the work returns; that a node's daemon fails at it is not taken for a failure of the engine's. */
    static String during(LabRun lab, NodePlan node, Supplier<String> work) {
        try {
            return work.get();
        } catch (EngineException exception) {
            mustStillRun(lab, node);
            throw Failure.of(FailureKind.FAILED, "the daemon of " + node.name() + " did not do what it was asked")
                    .because(exception.text())
                    .causedBy(exception);
        }
    }

    /** Throws a failure with the node's last words when its container has ended, so that nobody waits for it in vain. */
    static void mustStillRun(LabRun lab, NodePlan node) {
        EngineContainer container;
        try {
            container = lab.engine().container(node.container());
        } catch (EngineException exception) {
            throw exception.isNotFound() ? gone(node, exception) : EngineFailure.of(exception);
        }
        if (!container.isRunning() && !container.wasNeverStarted()) {
            throw Failure.of(FailureKind.FAILED, node.name() + " stopped")
                    .because(container.status() + lastWords(lab.engine().logs(container.id(), LOG_LINES)));
        }
    }

    private static Failure gone(NodePlan node, EngineException exception) {
        return Failure.of(FailureKind.FAILED, node.name() + " is gone")
                .because(exception.text())
                .causedBy(exception);
    }

    /** The last line of a log that reports why the daemon ended, else the last that reports an error, else the log's end. */
    private static String lastWords(String log) {
        List<String> lines =
                log.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String end = String.join(" ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        String words = last(lines, KnownMessage.LOG_FATAL::isIn)
                .or(() -> last(lines, NodeHealth::isError))
                .orElse(end);
        return words.isEmpty() ? "; it left no words" : "; its last words: " + words;
    }

    private static Optional<String> last(List<String> lines, Predicate<String> that) {
        return lines.stream().filter(that).reduce((first, second) -> second);
    }

    private static boolean isError(String line) {
        return KnownMessage.LOG_ERROR.isIn(line) && !KnownMessage.LOG_HARMLESS.isIn(line);
    }
}
