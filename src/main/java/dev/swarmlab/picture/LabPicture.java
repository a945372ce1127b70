package dev.swarmlab.picture;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A lab at one moment. The maps are by id, so that a change of one thing is told by that thing alone.
 *
 * @param trouble why the picture may be old; empty when it is fresh
 */
public record LabPicture(
        String name,
        String trouble,
        Map<String, NodePicture> nodes,
        Map<String, ServicePicture> services,
        Map<String, TaskPicture> tasks,
        Map<String, NetworkPicture> networks) {

    /** Managers first, by name. */
    public List<NodePicture> sortedNodes() {
        return nodes.values().stream()
                .sorted(Comparator.comparing(NodePicture::role)
                        .thenComparing(NodePicture::name)
                        .thenComparing(NodePicture::id))
                .toList();
    }

    /** By stack, those without one last. */
    public List<ServicePicture> sortedServices() {
        return services.values().stream()
                .sorted(Comparator.comparing(
                                (ServicePicture service) -> service.stack().isEmpty())
                        .thenComparing(ServicePicture::stack)
                        .thenComparing(ServicePicture::name))
                .toList();
    }

    /** The tasks on a node that have not ended, by name. */
    public List<TaskPicture> tasksOn(NodePicture node) {
        return tasks.values().stream()
                .filter(task -> task.node().equals(node.id()) && !task.hasEnded())
                .sorted(Comparator.comparing(TaskPicture::service)
                        .thenComparingInt(TaskPicture::slot)
                        .thenComparing(TaskPicture::createdAt))
                .toList();
    }

    /** The tasks that no node has taken yet, by name. */
    public List<TaskPicture> waiting() {
        return tasks.values().stream()
                .filter(task -> task.node().isEmpty() && !task.hasEnded())
                .sorted(Comparator.comparing(TaskPicture::name).thenComparing(TaskPicture::createdAt))
                .toList();
    }
}
