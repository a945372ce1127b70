package dev.swarmlab.lab;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.image.RegistryCatalogue;
import dev.swarmlab.lab.LabReport.CacheReport;
import dev.swarmlab.lab.LabReport.NodeReport;
import dev.swarmlab.lab.LabReport.PortReport;
import dev.swarmlab.lab.LabReport.RegistryReport;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.CachePlan;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.Role;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the state of a lab: its containers, its swarm, the images of its nodes and its registry. */
public final class LabStatus {

    private final Engine engine;
    private final Parallel parallel;

    public LabStatus(Engine engine, Parallel parallel) {
        this.engine = engine;
        this.parallel = parallel;
    }

    public LabReport report(LabResources lab) {
        if (lab.nodes().isEmpty()) {
            return report(lab, Map.of(), Map.of(), Set.of(), List.of(), null);
        }
        try (NodeDaemons daemons = NodeDaemons.of(engine, lab)) {
            return report(lab, daemons);
        }
    }

    /** The same with existing connections. */
    public LabReport report(LabResources lab, NodeDaemons daemons) {
        Map<String, SwarmNode> swarm = new ConcurrentHashMap<>();
        Map<String, List<String>> images = new ConcurrentHashMap<>();
        List<String> catalogue = new ArrayList<>();
        List<Runnable> questions = new ArrayList<>();
        questions.add(() -> catalogue.addAll(catalogue(lab)));
        questions.add(
                () -> swarmNodes(lab, daemons).forEach(node -> swarm.merge(node.hostname(), node, LabStatus::alive)));
        running(lab).forEach(node -> questions.add(() -> images.put(name(node), images(node, daemons))));
        AtomicReference<@Nullable Boolean> routingMesh = new AtomicReference<>();
        running(lab).stream().findFirst().ifPresent(node -> questions.add(() -> routingMesh.set(hasRoutingMesh(node))));
        parallel.allWithEveryFailure(questions);
        return report(lab, swarm, images, partitioned(lab, swarm), catalogue, routingMesh.get());
    }

    private LabReport report(
            LabResources lab,
            Map<String, SwarmNode> swarm,
            Map<String, List<String>> images,
            Set<String> partitioned,
            List<String> catalogue,
            @Nullable Boolean routingMesh) {
        return new LabReport(
                lab.name(),
                lab.origin().map(Origin::file).orElse(""),
                engine.address(),
                lab.network()
                        .flatMap(network -> network.subnets().stream().findFirst())
                        .orElse(""),
                lab.expiry().map(Expiry::text).orElse(null),
                lab.expiry().filter(expiry -> expiry.isOver(Instant.now())).isPresent(),
                registry(lab, catalogue),
                lab.cache().map(LabStatus::cache).orElse(null),
                ports(lab),
                lab.nodes().stream()
                        .map(node -> node(
                                node,
                                swarm.get(name(node)),
                                partitioned.contains(name(node)),
                                images.getOrDefault(name(node), List.of())))
                        .toList(),
                routingMesh,
                List.of());
    }

    /** Only nodes that the swarm does not report as ready are asked, so that the status of most labs costs nothing more. */
    private Set<String> partitioned(LabResources lab, Map<String, SwarmNode> swarm) {
        Set<String> partitioned = ConcurrentHashMap.newKeySet();
        parallel.allWithEveryFailure(running(lab).stream()
                .filter(node -> {
                    SwarmNode known = swarm.get(name(node));
                    return known == null || !known.isReady() || known.isUnreachable();
                })
                .map(node -> (Runnable) () -> {
                    if (NodeNetwork.isPartitioned(engine, node)) {
                        partitioned.add(name(node));
                    }
                })
                .toList());
        return partitioned;
    }

    /** Asks one node, since all nodes have the same kernel. Null when this node can't be asked. */
    private @Nullable Boolean hasRoutingMesh(EngineContainer node) {
        try {
            return RoutingMesh.worksIn(engine, node.id());
        } catch (EngineException notAnswering) {
            return null;
        }
    }

    /** The swarm lists a recreated node twice: as the new member and as its predecessor. */
    private static SwarmNode alive(SwarmNode one, SwarmNode other) {
        return one.isReady() ? one : other;
    }

    private static List<EngineContainer> running(LabResources lab) {
        return lab.nodes().stream().filter(EngineContainer::isRunning).toList();
    }

    private static String name(EngineContainer container) {
        return container.label(Labels.NODE);
    }

    /** The swarm's nodes, from the first manager that answers; empty when no manager answers. */
    private static List<SwarmNode> swarmNodes(LabResources lab, NodeDaemons daemons) {
        return running(lab).stream()
                .filter(node -> node.label(Labels.ROLE).equals(Role.MANAGER.word()))
                .map(manager -> answer(() -> daemons.of(manager).nodes()))
                .filter(nodes -> !nodes.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> images(EngineContainer node, NodeDaemons daemons) {
        return answer(() -> daemons.of(node).images().references());
    }

    /** The answer of a daemon; empty when it does not answer, so that the state of a broken lab can be read. */
    private static <T> List<T> answer(Supplier<List<T>> question) {
        try {
            return question.get();
        } catch (EngineException notAnswering) {
            return List.of();
        }
    }

    private List<String> catalogue(LabResources lab) {
        return engine.isLocal()
                ? lab.registry()
                        .filter(EngineContainer::isRunning)
                        .map(registry -> RegistryCatalogue.read(Integer.parseInt(registry.label(Labels.PORT))))
                        .orElse(List.of())
                : List.of();
    }

    private static RegistryReport registry(LabResources lab, List<String> catalogue) {
        return new RegistryReport(
                lab.registry().map(EngineContainer::state).orElseGet(() -> ContainerState.of("missing")),
                lab.registry()
                        .map(registry -> "localhost:" + registry.label(Labels.PORT))
                        .orElse(""),
                RegistryPlan.NODE_ADDRESS,
                catalogue);
    }

    private static CacheReport cache(EngineContainer cache) {
        return new CacheReport(cache.state(), cache.label(Labels.UPSTREAM), CachePlan.NODE_URL);
    }

    /** The ports that the lab file names: all published ports except those of the nodes' daemons, sorted. */
    private static List<PortReport> ports(LabResources lab) {
        List<PortReport> ports = new ArrayList<>();
        for (EngineContainer node : lab.nodes()) {
            for (EnginePort port : node.ports()) {
                if (!String.valueOf(port.hostPort()).equals(node.label(Labels.PORT))) {
                    String host = port.hostAddress() + ":" + port.hostPort();
                    ports.add(new PortReport(host, name(node), port.containerPort(), port.protocol()));
                }
            }
        }
        ports.sort(Comparator.comparing(PortReport::node).thenComparing(PortReport::port));
        return ports;
    }

    private static NodeReport node(
            EngineContainer container, @Nullable SwarmNode known, boolean partitioned, List<String> images) {
        String address = container.addresses().values().stream().findFirst().orElse("");
        if (known == null || !container.isRunning()) {
            return new NodeReport(
                    name(container),
                    container.label(Labels.ROLE),
                    container.state().text(),
                    "",
                    false,
                    address,
                    "",
                    container.name(),
                    partitioned,
                    images);
        }
        return new NodeReport(
                name(container),
                known.role().text(),
                known.state().text(),
                known.availability().text(),
                known.leader(),
                address,
                known.engineVersion(),
                container.name(),
                partitioned,
                images);
    }
}
