package dev.swarmlab.provision.stack;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes a stack and waits until the last of its tasks has ended. Tasks on nodes that are down are not awaited. */
public final class StackRemoval {

    private final LabClient lab;

    public StackRemoval(LabClient lab) {
        this.lab = lab;
    }

    /**
     * Does nothing when there is no such stack.
     *
     * @throws Failure when docker fails, or when tasks still run at the deadline
     */
    public void run(String name, Deadline deadline) {
        SwarmView before = lab.view();
        Set<String> services = before.stack(name).stream().map(SwarmService::id).collect(Collectors.toSet());
        ExecResult result = lab.engine()
                .execute(lab.find(NodeSelector.ANY_MANAGER).id(), List.of("docker", "stack", "rm", name), deadline);
        if (result.exitCode() != 0) {
            throw Failure.of(FailureKind.FAILED, "docker can't remove the stack " + name)
                    .because(result.output().strip());
        }
        Await.until("the tasks of " + name + " to end", deadline, () -> lab.poll(NodeDaemon::view), now -> {
            long left = now.tasks().stream()
                    .filter(task -> services.contains(task.service()) && !task.hasEnded())
                    .filter(task -> now.node(task.node()).isEmpty()
                            || now.node(task.node()).orElseThrow().isReady())
                    .count();
            return Answer.readyIf(left == 0, left + " still run");
        });
    }
}
