package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.provision.LabRun;
import java.util.List;

/** Tells a node that is not ready yet from one that never will be. */
final class NodeHealth {

    private static final int LOG_LINES = 30;
    private static final int LINES_SHOWN = 2;

    private NodeHealth() {}

    /** Throws a failure with the node's last words when its container has ended, so that nobody waits for it in vain. */
    static void mustStillRun(LabRun lab, NodePlan node) {
        EngineContainer container;
        try {
            container = lab.engine().container(node.container());
        } catch (EngineException exception) {
            throw Failure.of(FailureKind.FAILED, node.name() + " is gone")
                    .because(exception.text())
                    .causedBy(exception);
        }
        if (!container.isRunning() && !container.state().equals("created")) {
            throw Failure.of(FailureKind.FAILED, node.name() + " stopped while it was starting")
                    .because(container.status() + lastWords(lab.engine().logs(container.id(), LOG_LINES)));
        }
    }

    /** The last line of a log that reports an error, or just its end. */
    private static String lastWords(String log) {
        List<String> lines =
                log.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String end = String.join(" ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        String words = lines.stream()
                .filter(line -> line.contains("level=fatal")
                        || line.contains("level=error")
                        || line.startsWith("failed to")
                        || line.contains("rror:"))
                .reduce((first, second) -> second)
                .orElse(end);
        return words.isEmpty() ? "; it left no words" : "; its last words: " + words;
    }
}
