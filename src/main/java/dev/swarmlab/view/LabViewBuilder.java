package dev.swarmlab.view;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeState;
import dev.swarmlab.swarm.Reachability;
import dev.swarmlab.swarm.SwarmNetwork;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmService;
import dev.swarmlab.swarm.SwarmTask;
import dev.swarmlab.swarm.SwarmView;
import dev.swarmlab.swarm.TaskState;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Builds the views of one lab. Services keep their colours from one view to the next. Not thread-safe. */
public final class LabViewBuilder {

    /** Always nine digits after the second, so that times can be sorted as strings. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

    /** The desired states of tasks that count. The successor of a failed task first has the desired state READY. */
    private static final Set<TaskState> COUNTED_STATES = Set.of(TaskState.READY, TaskState.RUNNING, TaskState.COMPLETE);

    private final String lab;
    private final KnownServices knownServices = new KnownServices();

    public LabViewBuilder(String lab) {
        this.lab = lab;
    }

    /**
     * Combines the swarm's state with the states of its nodes' containers.
     *
     * @param containers the containers of the lab's nodes; empty when only the swarm is known
     * @param problem why the data may be out of date; empty when it is current
     */
    public LabView build(
            SwarmView view, List<SwarmNetwork> networks, List<EngineContainer> containers, String problem) {
        List<SwarmTask> tasks =
                view.tasks().stream().filter(task -> !task.service().isEmpty()).toList();
        knownServices.update(
                view.services(), tasks.stream().map(SwarmTask::service).collect(Collectors.toSet()));
        Map<String, String> networkNames =
                networks.stream().collect(Collectors.toMap(SwarmNetwork::id, SwarmNetwork::name));
        return new LabView(
                lab,
                problem,
                nodes(view, containers),
                byId(view.services(), SwarmService::id, service -> service(service, view, networkNames)),
                byId(tasks, SwarmTask::id, this::task),
                byId(networks, SwarmNetwork::id, LabViewBuilder::network));
    }

    private static Map<String, NodeView> nodes(SwarmView view, List<EngineContainer> containers) {
        Map<String, EngineContainer> byName = containers.stream()
                .collect(Collectors.toMap(
                        container -> container.label(Labels.NODE), Function.identity(), (first, second) -> first));
        Map<String, NodeView> nodes = new LinkedHashMap<>();
        for (SwarmNode node : view.nodes()) {
            // Of two nodes with the same name, the other was left behind when its container was recreated.
            boolean current =
                    view.nodeNamed(node.hostname()).filter(node::equals).isPresent();
            EngineContainer container = current ? byName.remove(node.hostname()) : null;
            nodes.put(node.id(), node(node, container == null ? ContainerState.of("") : container.state()));
        }
        byName.values().forEach(container -> nodes.put(container.name(), notInSwarm(container)));
        return nodes;
    }

    private static NodeView node(SwarmNode node, Reported<ContainerState> container) {
        return new NodeView(
                node.id(),
                node.hostname(),
                node.role().text(),
                node.leader(),
                node.reachability(),
                node.state(),
                node.availability(),
                container,
                node.address(),
                node.engineVersion(),
                node.labels());
    }

    private static NodeView notInSwarm(EngineContainer container) {
        return new NodeView(
                container.name(),
                container.label(Labels.NODE),
                container.label(Labels.ROLE),
                false,
                Reachability.of(""),
                NodeState.of(""),
                NodeAvailability.of(""),
                container.state(),
                container.addresses().values().stream().findFirst().orElse(""),
                "",
                Map.of());
    }

    private ServiceView service(SwarmService service, SwarmView view, Map<String, String> networkNames) {
        List<SwarmTask> tasks = view.tasks(service);
        boolean global = service.mode() == SwarmService.Mode.GLOBAL || service.mode() == SwarmService.Mode.GLOBAL_JOB;
        return new ServiceView(
                service.id(),
                service.name(),
                service.stack(),
                service.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                knownServices.colour(service.id()),
                global ? desiredTasksOfGlobal(tasks) : service.desiredTasks(),
                (int) tasks.stream().filter(SwarmTask::isRunning).count(),
                service.mode().isJob()
                        ? (int) tasks.stream()
                                .filter(task -> task.isComplete() && task.iteration() == service.iteration())
                                .count()
                        : 0,
                service.imageName(),
                service.ports().stream().map(LabViewBuilder::port).toList(),
                service.networks().stream()
                        .map(network -> networkNames.getOrDefault(network, network))
                        .toList(),
                service.update().state(),
                service.update().message());
    }

    private static int desiredTasksOfGlobal(List<SwarmTask> tasks) {
        return (int) tasks.stream()
                .filter(task -> COUNTED_STATES.contains(task.desired().value()))
                .map(SwarmTask::node)
                .distinct()
                .count();
    }

    private static String port(SwarmService.Port port) {
        String target = port.target() + "/" + port.protocol();
        return port.published() == 0 ? target : port.published() + " → " + target;
    }

    private TaskView task(SwarmTask task) {
        String service = knownServices.name(task.service());
        return new TaskView(
                task.id(),
                task.service(),
                task.slot() > 0 ? service + "." + task.slot() : service,
                task.slot(),
                task.node(),
                task.imageName(),
                task.state(),
                task.desired(),
                task.error(),
                TIME.format(task.createdAt()),
                TIME.format(task.changedAt()));
    }

    private static NetworkView network(SwarmNetwork network) {
        return new NetworkView(
                network.id(), network.name(), network.subnet(), network.encrypted(), network.attachable());
    }

    private static <S, T> Map<String, T> byId(Collection<S> items, Function<S, String> id, Function<S, T> view) {
        Map<String, T> byId = new LinkedHashMap<>();
        items.forEach(item -> byId.put(id.apply(item), view.apply(item)));
        return byId;
    }
}
