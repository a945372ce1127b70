package dev.swarmlab.provision.stack;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.Uninterruptible;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.Convergence;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmView;
import dev.swarmlab.swarm.TaskFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Deploys stacks and waits until they have converged. The docker CLI of a manager deploys them, so that this works with
 * an engine on another host, and on a host without a docker CLI.
 */
public final class StackDeployment {

    /** On the container's root filesystem: files can't be copied into a tmpfs. */
    private static final String FOLDER = "/var/lib/swarmlab-stack-";

    private static final Duration LONGEST_DEPLOYMENT = Duration.ofMinutes(2);
    private static final int LINES_SHOWN = 6;

    private final LabClient lab;
    private final TaskDiagnostics diagnostics;
    private final Map<String, Deployed> deployed = new LinkedHashMap<>();

    private record Deployed(boolean isNew, Convergence convergence) {}

    public StackDeployment(LabClient lab) {
        this.lab = lab;
        this.diagnostics = new TaskDiagnostics(lab);
    }

    /**
     * Deploys a stack and waits until it has converged. A new stack that fails is removed.
     *
     * @return a summary, as in {@code shop: 2 services, 6 tasks}
     * @throws Failure with the error of a task that can't run, or with the last reason when the deadline passes
     */
    public String run(String name, StackFile stack, Deadline deadline) {
        SwarmView before = lab.view();
        Convergence convergence = new Convergence(before);
        deployed.put(name, new Deployed(before.stack(name).isEmpty(), convergence));
        return orRemoved(name, () -> {
            deploy(name, stack, deadline);
            return summary(name, await(name, deadline, convergence::of));
        });
    }

    /**
     * Waits until the tasks of all stacks that were deployed have run for a short time, since some fail just after
     * the start.
     */
    public void settle(Deadline deadline) {
        deployed.forEach((name, stack) -> orRemoved(name, () -> await(name, deadline, stack.convergence()::settled)));
    }

    /** Removes the stack when the work fails and the stack is new. */
    private <T> T orRemoved(String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException exception) {
            if (Objects.requireNonNull(deployed.get(name)).isNew()) {
                removeQuietly(name, exception);
            }
            throw exception;
        }
    }

    private void deploy(String name, StackFile stack, Deadline deadline) {
        EngineContainer manager = lab.find(NodeSelector.ANY_MANAGER);
        StackBundle bundle = new StackBundle(FOLDER + UUID.randomUUID(), stack);
        Map<String, String> variables = new LinkedHashMap<>();
        lab.variables().forEach((variable, value) -> variables.put(variable.name(), value));
        ExecResult result;
        try {
            lab.engine().copyInto(manager.id(), bundle.files(variables));
            result = lab.engine()
                    .execute(
                            manager.id(),
                            List.of("sh", "-c", bundle.deployment(name)),
                            deadline.atMost(LONGEST_DEPLOYMENT));
        } catch (RuntimeException exception) {
            removeFilesQuietly(manager, bundle, exception);
            throw exception;
        }
        if (result.exitCode() != 0) {
            Failure failure = Failure.of(FailureKind.FAILED, "docker can't deploy the stack " + name)
                    .because(lastLines(result.output()))
                    .advise("The stack file is " + stack.file());
            removeFilesQuietly(manager, bundle, failure);
            throw failure;
        }
        removeFiles(manager, bundle);
    }

    /** Runs even when the thread is interrupted: the values of variables, which may be secrets, must not stay. */
    private void removeFiles(EngineContainer manager, StackBundle bundle) {
        List<String> removal = List.of("sh", "-c", bundle.removal());
        Uninterruptible.call(() -> lab.engine().execute(manager.id(), removal, Deadline.in(LONGEST_DEPLOYMENT)));
    }

    private void removeFilesQuietly(EngineContainer manager, StackBundle bundle, RuntimeException reason) {
        try {
            removeFiles(manager, bundle);
        } catch (EngineException exception) {
            reason.addSuppressed(exception);
        }
    }

    /** @return the swarm at the time when the answer was ready */
    private SwarmView await(
            String name, Deadline deadline, BiFunction<List<SwarmService>, SwarmView, Answer> question) {
        try {
            return Await.until(
                    "the stack " + name,
                    deadline,
                    () -> lab.poll(NodeDaemon::view),
                    now -> answer(now.stack(name), now, question));
        } catch (Failure failure) {
            throw failure.kind() == FailureKind.TIMED_OUT ? withDiagnostics(failure, name) : failure;
        }
    }

    private Failure withDiagnostics(Failure failure, String name) {
        try {
            SwarmView now = lab.view();
            return diagnostics.added(failure, now.stack(name), now);
        } catch (Failure nobodyAnswers) {
            return failure;
        }
    }

    private Answer answer(
            List<SwarmService> services, SwarmView now, BiFunction<List<SwarmService>, SwarmView, Answer> question) {
        if (services.isEmpty()) {
            return Answer.notYet("it has no service yet");
        }
        try {
            return question.apply(services, now);
        } catch (TaskFailure failure) {
            throw diagnostics.of(failure, now);
        }
    }

    private static String summary(String name, SwarmView now) {
        List<SwarmService> services = now.stack(name);
        long tasks = services.stream()
                .flatMap(service -> now.newest(service).stream())
                .filter(task -> task.isRunning() || task.isComplete())
                .count();
        return name + ": " + count(services.size(), "service") + ", " + count(tasks, "task");
    }

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
