package dev.swarmlab.graph;

import dev.swarmlab.swarm.TaskState;
import dev.swarmlab.view.LabView;
import dev.swarmlab.view.NodeView;
import dev.swarmlab.view.ServiceView;
import dev.swarmlab.view.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names and chips of tasks in a drawing. Names omit the stack where no two services have the same short name. */
final class TaskNames {

    private final LabView lab;
    private final Map<String, Long> servicesByShortName;

    TaskNames(LabView lab) {
        this.lab = lab;
        servicesByShortName = lab.services().values().stream()
                .collect(Collectors.groupingBy(ServiceView::shortName, Collectors.counting()));
    }

    /** For example {@code api.2}. */
    String shortName(TaskView task) {
        ServiceView service = lab.services().get(task.service());
        if (service == null || servicesByShortName.getOrDefault(service.shortName(), 0L) > 1) {
            return task.name();
        }
        return task.slot() == 0 ? service.shortName() : service.shortName() + "." + task.slot();
    }

    Palette.Colour colour(TaskView task) {
        ServiceView service = lab.services().get(task.service());
        return service == null ? Palette.UNKNOWN : Palette.of(service.colour());
    }

    /**
     * Whether a task runs and the swarm does not stop it. A task on an unavailable node does not run, although the
     * swarm may still report it as running. The desired state of a job's task is {@code complete}.
     */
    static boolean isRunning(TaskView task, NodeView node) {
        boolean shouldRun =
                task.desired().is(TaskState.RUNNING) || task.desired().is(TaskState.COMPLETE);
        return task.state().is(TaskState.RUNNING) && shouldRun && node.canRunTasks();
    }

    static List<String> details(TaskView task) {
        List<String> details = new ArrayList<>(List.of(task.name(), task.image(), stateOf(task)));
        details.add(task.error());
        return details.stream().filter(detail -> !detail.isEmpty()).toList();
    }

    private static String stateOf(TaskView task) {
        return task.state().equals(task.desired())
                ? task.state().text()
                : task.state() + ", desired state " + task.desired();
    }

    /** Chips of tasks, in the colours of their services, filled when the tasks run. */
    List<Chip> chips(List<TaskView> tasks, Function<TaskView, Boolean> isRunning) {
        return tasks.stream().map(task -> chip(task, isRunning.apply(task))).toList();
    }

    private Chip chip(TaskView task, boolean isRunning) {
        Palette.Colour colour = colour(task);
        return isRunning
                ? new Chip(
                        shortName(task),
                        details(task),
                        colour.code(),
                        colour.code(),
                        colour.textColour().code(),
                        false)
                : new Chip(shortName(task), details(task), Theme.BACKGROUND, colour.code(), Theme.MUTED, true);
    }
}
