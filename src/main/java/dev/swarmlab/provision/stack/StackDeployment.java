package dev.swarmlab.provision.stack;

import dev.swarmlab.descriptor.NodeChoice;
import dev.swarmlab.descriptor.StackFile;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.provision.OpenLab;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.Convergence;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmView;
import dev.swarmlab.swarm.TaskFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Deploys a stack and waits until it has become what its file says. To deploy is the docker CLI's work, and the CLI of a
 * manager does it, so that it works on engines of other hosts, and where there is no CLI.
 */
public final class StackDeployment {

    /** In the container's own filesystem: files can't be copied into one that is mounted in memory. */
    private static final String FOLDER = "/var/lib/swarmlab-stack-";

    private static final Duration LONGEST_DEPLOYMENT = Duration.ofMinutes(2);
    private static final int LINES_SHOWN = 6;

    private final OpenLab lab;
    private final TaskWords words;

    public StackDeployment(OpenLab lab) {
        this.lab = lab;
        this.words = new TaskWords(lab);
    }

    /**
     * Makes it so.
     *
     * @return what there is now, as in {@code 2 services, 6 tasks}
     * @throws Failure with the reason of the task that can't run, or with the last reason when the deadline passes
     */
    public String run(String name, StackFile stack, Deadline deadline) {
        SwarmView before = lab.view();
        try {
            deploy(name, stack, deadline);
            return awaitConvergence(name, before, deadline);
        } catch (RuntimeException exception) {
            if (before.stack(name).isEmpty()) {
                removeQuietly(name, exception);
            }
            throw exception;
        }
    }

    private void deploy(String name, StackFile stack, Deadline deadline) {
        EngineContainer manager = lab.find(NodeChoice.ANY_MANAGER);
        StackParcel parcel = new StackParcel(FOLDER + UUID.randomUUID(), stack);
        Map<String, String> variables = new LinkedHashMap<>();
        lab.variables().forEach((variable, value) -> variables.put(variable.name(), value));
        try {
            lab.engine().copyInto(manager.id(), parcel.files(variables));
            ExecResult result = lab.engine()
                    .execute(
                            manager.id(),
                            List.of("sh", "-c", parcel.deployment(name)),
                            deadline.atMost(LONGEST_DEPLOYMENT));
            if (result.exitCode() != 0) {
                throw Failure.of(FailureKind.FAILED, "docker can't deploy the stack " + name)
                        .because(lastLines(result.output()))
                        .advise("Its file is " + stack.file());
            }
        } finally {
            lab.engine().execute(manager.id(), List.of("sh", "-c", parcel.removal()), Deadline.in(LONGEST_DEPLOYMENT));
        }
    }

    private String awaitConvergence(String name, SwarmView before, Deadline deadline) {
        Convergence convergence = new Convergence(before);
        SwarmView[] last = {before};
        try {
            Await.until("the stack " + name, deadline, () -> {
                last[0] = lab.view();
                return converged(name, convergence, last[0]);
            });
        } catch (Failure failure) {
            throw failure.kind() == FailureKind.TIMED_OUT
                    ? words.added(failure, last[0].stack(name), last[0])
                    : failure;
        }
        List<SwarmService> services = last[0].stack(name);
        long tasks = services.stream()
                .flatMap(service -> last[0].newest(service).stream())
                .filter(task -> task.isRunning() || task.isComplete())
                .count();
        return name + ": " + count(services.size(), "service") + ", " + count(tasks, "task");
    }

    private Answer converged(String name, Convergence convergence, SwarmView now) {
        List<SwarmService> services = now.stack(name);
        if (services.isEmpty()) {
            return Answer.notYet("it has no service yet");
        }
        try {
            return convergence.of(services, now);
        } catch (TaskFailure failure) {
            throw words.of(failure, now);
        }
    }

    /** A stack that was not there before and does not work is no use to anyone. */
    private void removeQuietly(String name, RuntimeException reason) {
        try {
            new StackRemoval(lab).run(name, Deadline.in(LONGEST_DEPLOYMENT));
        } catch (Failure | EngineException exception) {
            reason.addSuppressed(exception);
        }
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String lastLines(String output) {
        List<String> lines = output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
