package dev.swarmlab.provision.stack;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmTask;
import dev.swarmlab.swarm.SwarmView;
import dev.swarmlab.swarm.TaskFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts into words why a task does not run. The swarm knows half of it; the rest is on the task's node. */
final class TaskDiagnostics {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LINES_SHOWN = "3";

    private final LabClient lab;

    TaskDiagnostics(LabClient lab) {
        this.lab = lab;
    }

    /** A service that was given up. */
    Failure of(TaskFailure given, SwarmView now) {
        SwarmTask task = given.task();
        String node = now.nodeOf(task);
        String what = now.name(given.service(), task)
                + (node.isEmpty() ? "" : " on " + node)
                + (task.isRejected() ? " was rejected" : " ended")
                + (given.times() == 1 ? "" : ", as " + (given.times() - 1) + " before it");
        String error = task.error().isEmpty() ? "exit code " + task.exitCode() : task.error();
        return Failure.of(FailureKind.FAILED, what)
                .because(error + " (image " + task.imageName() + ")" + onItsNode(task, node))
                .advise(advice(error))
                .causedBy(given);
    }

    /** A wait that was given up, with what the first task that does not run has to say. */
    Failure added(Failure failure, List<SwarmService> services, SwarmView now) {
        Optional<SwarmTask> waiting = services.stream()
                .flatMap(service -> now.newest(service).stream())
                .filter(task -> !task.isRunning() && !task.container().isEmpty())
                .findFirst();
        return waiting.map(task -> failure.because(failure.reason() + onItsNode(task, now.nodeOf(task))))
                .orElse(failure);
    }

    private String onItsNode(SwarmTask task, String nodeName) {
        if (task.container().isEmpty()) {
            return "";
        }
        try {
            Optional<EngineContainer> node = lab.runningNode(nodeName);
            return node.map(container -> health(container, task) + lastWords(container, task))
                    .orElse("");
        } catch (EngineException cannotBeAsked) {
            return "";
        }
    }

    private String health(EngineContainer node, SwarmTask task) {
        String health = lab.daemon(node).health(task.container());
        return health.isEmpty() ? "" : "; " + health;
    }

    private String lastWords(EngineContainer node, SwarmTask task) {
        String log = lab.engine()
                .execute(
                        node.id(),
                        List.of("docker", "logs", "--tail", LINES_SHOWN, task.container()),
                        Deadline.in(PATIENCE))
                .output()
                .strip();
        return log.isEmpty() ? "" : "; its last words: " + log;
    }

    private static String advice(String error) {
        return KnownMessage.IMAGE_IS_MISSING.isIn(error)
                ? "Is it among the lab's `images`? Nodes pull from the lab's registry what is named"
                        + " ${REGISTRY}/NAME in the stack file."
                : "Look closer with: swarmlab up --keep, then swarmlab exec manager -- docker service ps --no-trunc"
                        + " SERVICE";
    }
}
