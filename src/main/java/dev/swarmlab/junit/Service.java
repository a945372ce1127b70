package dev.swarmlab.junit;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.SwarmView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service of the swarm, which need not exist. */
public final class Service {

    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(1);

    private final LabClient lab;
    private final String name;

    Service(LabClient lab, String name) {
        this.lab = lab;
        this.name = name;
    }

    /** As in {@code echo_api}. */
    public String name() {
        return name;
    }

    public boolean exists() {
        return SwarmLabException.translated(() -> lab.view().service(name).isPresent());
    }

    /** The newest task of each slot, or of each node for a global service. Empty when the service does not exist. */
    public List<Task> tasks() {
        return SwarmLabException.translated(() -> tasksIn(lab.view()));
    }

    List<Task> tasksIn(SwarmView view) {
        return view.service(name).stream()
                .flatMap(service -> view.newest(service).stream().map(task -> Task.of(view, service, task)))
                .toList();
    }

    /** The names of the nodes that run its tasks, sorted; one for each task. */
    public List<String> nodes() {
        return tasks().stream().filter(Task::running).map(Task::node).sorted().toList();
    }

    /** Sets the number of its tasks. Does not wait until they run. */
    public void scale(int replicas) {
        docker("service", "scale", "--detach", name + "=" + replicas);
    }

    /** The log of all its tasks, one line for each message with the name of its task before it. */
    public String logs() {
        return docker("service", "logs", name);
    }

    private String docker(String... arguments) {
        return SwarmLabException.translated(() -> {
            List<String> command = new ArrayList<>(List.of("docker"));
            command.addAll(List.of(arguments));
            ExecResult result = lab.engine()
                    .execute(lab.find(new NodeSelector.AnyManager()).id(), command, Deadline.in(COMMAND_LIMIT));
            if (result.exitCode() != 0) {
                throw Failure.of(FailureKind.FAILED, "`" + String.join(" ", command) + "` failed")
                        .because(result.output().strip());
            }
            return result.output();
        });
    }

    SwarmView view() {
        return lab.view();
    }

    String describeSwarm() {
        return SwarmDescription.of(lab);
    }

    @Override
    public String toString() {
        return name;
    }
}
