package dev.swarmlab.view;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The state of a lab, as the dashboard sends it and {@code graph} draws it. The keys of the maps are ids, so that the
 * merge patch for a change of one task contains only that task.
 *
 * @param problem why the data may be out of date; empty when it is current
 */
public record LabView(
        String name,
        String problem,
        Map<String, NodeView> nodes,
        Map<String, ServiceView> services,
        Map<String, TaskView> tasks,
        Map<String, NetworkView> networks) {

    /** Managers first, then by name. */
    public List<NodeView> sortedNodes() {
        return nodes.values().stream()
                .sorted(Comparator.comparing(NodeView::role)
                        .thenComparing(NodeView::name)
                        .thenComparing(NodeView::id))
                .toList();
    }

    /** By stack and name. Services without a stack come last. */
    public List<ServiceView> sortedServices() {
        return services.values().stream()
                .sorted(Comparator.comparing(
                                (ServiceView service) -> service.stack().isEmpty())
                        .thenComparing(ServiceView::stack)
                        .thenComparing(ServiceView::name))
                .toList();
    }

    /** The tasks on a node that have not ended, by service and slot. */
    public List<TaskView> tasksOn(NodeView node) {
        return tasks.values().stream()
                .filter(task -> task.node().equals(node.id()) && !task.hasEnded())
                .sorted(Comparator.comparing(TaskView::service)
                        .thenComparingInt(TaskView::slot)
                        .thenComparing(TaskView::createdAt))
                .toList();
    }

    /** The tasks that have no node yet, by name. */
    public List<TaskView> waitingTasks() {
        return tasks.values().stream()
                .filter(task -> task.node().isEmpty() && !task.hasEnded())
                .sorted(Comparator.comparing(TaskView::name).thenComparing(TaskView::createdAt))
                .toList();
    }
}
