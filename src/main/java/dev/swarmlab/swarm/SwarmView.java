package dev.swarmlab.swarm;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The nodes, services and tasks of a swarm, as a manager reported them to three requests in this order. */
public record SwarmView(List<SwarmNode> nodes, List<SwarmService> services, List<SwarmTask> tasks) {

    public SwarmView {
        nodes = List.copyOf(nodes);
        services = List.copyOf(services);
        tasks = List.copyOf(tasks);
    }

    public Optional<SwarmService> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    public List<SwarmService> stack(String name) {
        return services.stream().filter(service -> service.stack().equals(name)).toList();
    }

    /** The tasks of a service, also those that have ended, the newest last. */
    public List<SwarmTask> tasks(SwarmService service) {
        return tasks.stream()
                .filter(task -> task.service().equals(service.id()))
                .sorted(Comparator.comparing(SwarmTask::createdAt))
                .toList();
    }

    /** The newest task of each {@link SwarmTask#place place} of a service, by slot. */
    public List<SwarmTask> newest(SwarmService service) {
        Map<String, SwarmTask> byPlace = tasks(service).stream()
                .collect(Collectors.toMap(SwarmTask::place, Function.identity(), (earlier, later) -> later));
        return byPlace.values().stream()
                .sorted(Comparator.comparingInt(SwarmTask::slot))
                .toList();
    }

    public Optional<SwarmNode> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The node with that name. Of two nodes with the same name, the ready one. */
    public Optional<SwarmNode> nodeNamed(String hostname) {
        return nodes.stream()
                .filter(node -> node.hostname().equals(hostname))
                .max(Comparator.comparing(SwarmNode::isReady));
    }

    /** The hostname of a task's node; empty before it has one. */
    public String nodeOf(SwarmTask task) {
        return node(task.node()).map(SwarmNode::hostname).orElse("");
    }

    /** The name of a task, as in {@code echo_api.2}, or {@code proxy} for a global service. */
    public String name(SwarmService service, SwarmTask task) {
        return task.slot() > 0 ? service.name() + "." + task.slot() : service.name();
    }
}
