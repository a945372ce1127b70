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

/** Describes why a task does not run, from the swarm's error and from the log and health of its container. */
final class TaskDiagnostics {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final String LINES_SHOWN = "3";

    private final LabClient lab;

    TaskDiagnostics(LabClient lab) {
        this.lab = lab;
    }

    /** The failure that reports a task that failed to the user. */
    Failure of(TaskFailure failed, SwarmView now) {
        SwarmTask task = failed.task();
        String node = now.nodeOf(task);
        String what = now.name(failed.service(), task)
                + (node.isEmpty() ? "" : " on " + node)
                + (task.isRejected() ? " was rejected" : " ended")
                + (failed.times() == 1 ? "" : ", like " + (failed.times() - 1) + " before it");
        String error = task.error().isEmpty() ? "exit code " + task.exitCode() : task.error();
        return Failure.of(FailureKind.FAILED, what)
                .because(error + " (image " + task.imageName() + ")" + onItsNode(task, node))
                .advise(advice(error))
                .causedBy(failed);
    }

    /** The same failure, with the log and health of the first task that does not run. */
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
            return node.map(container -> health(container, task) + lastLogLines(container, task))
                    .orElse("");
        } catch (EngineException cannotBeAsked) {
            return "";
        }
    }

    private String health(EngineContainer node, SwarmTask task) {
        String health = lab.daemon(node).taskContainers().health(task.container());
        return health.isEmpty() ? "" : "; " + health;
    }

    private String lastLogLines(EngineContainer node, SwarmTask task) {
        String log = lab.engine()
                .execute(
                        node.id(),
                        List.of("docker", "logs", "--tail", LINES_SHOWN, task.container()),
                        Deadline.in(TIME_LIMIT))
                .output()
                .strip();
        return log.isEmpty() ? "" : "; from its log: " + log;
    }

    private static String advice(String error) {
        return KnownMessage.IMAGE_IS_MISSING.isIn(error)
                ? "Check that the image is listed under `images` in the lab file, and named ${REGISTRY}/NAME in the"
                        + " stack file: nodes pull such images from the lab's registry."
                : "To inspect the tasks, run swarmlab up --keep, and then: swarmlab exec manager --"
                        + " docker service ps --no-trunc SERVICE";
    }
}
