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

/** What tasks are called in a drawing: as briefly as can be without two services being called the same. */
final class TaskNames {

    private final LabView lab;
    private final Map<String, Long> servicesByShortName;

    TaskNames(LabView lab) {
        this.lab = lab;
        servicesByShortName = lab.services().values().stream()
                .collect(Collectors.groupingBy(ServiceView::shortName, Collectors.counting()));
    }

    /** As in {@code api.2}. */
    String brief(TaskView task) {
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

    /** A task on a node that doesn't run is what the swarm takes it for until it notices. */
    static boolean runs(TaskView task, NodeView node) {
        return task.state().is(TaskState.RUNNING) && task.desired().is(TaskState.RUNNING) && node.canRunTasks();
    }

    static List<String> details(TaskView task) {
        List<String> details = new ArrayList<>(List.of(task.name(), task.image(), stateOf(task)));
        details.add(task.error());
        return details.stream().filter(detail -> !detail.isEmpty()).toList();
    }

    private static String stateOf(TaskView task) {
        return task.state().equals(task.desired()) ? task.state().text() : task.state() + ", shall be " + task.desired();
    }

    /** Tasks as pills, filled in the colours of their services when they run. */
    List<Chip> pills(List<TaskView> tasks, Function<TaskView, Boolean> runs) {
        return tasks.stream().map(task -> pill(task, runs.apply(task))).toList();
    }

    private Chip pill(TaskView task, boolean runs) {
        Palette.Colour colour = colour(task);
        return runs
                ? new Chip(
                        brief(task),
                        details(task),
                        colour.code(),
                        colour.code(),
                        colour.ink().code(),
                        false)
                : new Chip(brief(task), details(task), Theme.PAPER, colour.code(), Theme.MUTED, true);
    }
}
