package dev.swarmlab.view;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A lab at one moment. The maps are by id, so that a change of one thing is told by that thing alone.
 *
 * @param problem why the picture may be old; empty when it is fresh
 */
public record LabView(
        String name,
        String problem,
        Map<String, NodeView> nodes,
        Map<String, ServiceView> services,
        Map<String, TaskView> tasks,
        Map<String, NetworkView> networks) {

    /** Managers first, by name. */
    public List<NodeView> sortedNodes() {
        return nodes.values().stream()
                .sorted(Comparator.comparing(NodeView::role)
                        .thenComparing(NodeView::name)
                        .thenComparing(NodeView::id))
                .toList();
    }

    /** By stack, those without one last. */
    public List<ServiceView> sortedServices() {
        return services.values().stream()
                .sorted(Comparator.comparing(
                                (ServiceView service) -> service.stack().isEmpty())
                        .thenComparing(ServiceView::stack)
                        .thenComparing(ServiceView::name))
                .toList();
    }

    /** The tasks on a node that have not ended, by name. */
    public List<TaskView> tasksOn(NodeView node) {
        return tasks.values().stream()
                .filter(task -> task.node().equals(node.id()) && !task.hasEnded())
                .sorted(Comparator.comparing(TaskView::service)
                        .thenComparingInt(TaskView::slot)
                        .thenComparing(TaskView::createdAt))
                .toList();
    }

    /** The tasks that no node has taken yet, by name. */
    public List<TaskView> waiting() {
        return tasks.values().stream()
                .filter(task -> task.node().isEmpty() && !task.hasEnded())
                .sorted(Comparator.comparing(TaskView::name).thenComparing(TaskView::createdAt))
                .toList();
    }
}
