package dev.swarmlab.plan;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.LabImage;
import dev.swarmlab.labfile.NodeGroup;
import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.RepositoryPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes the plan of a lab from its lab file. The same lab file and the same input give the same plan. */
public final class Planner {

    private final LabFile labFile;
    private final PlanningInput planningInput;
    private final Subnet subnet;
    private final Set<Integer> portsOfTheFile;
    private final PortChooser ports;

    private Planner(LabFile labFile, PlanningInput planningInput) {
        this.labFile = labFile;
        this.planningInput = planningInput;
        this.subnet = planningInput.subnet().map(this::existing).orElseGet(this::chooseSubnet);
        this.portsOfTheFile = portsOf(labFile);
        Set<Integer> taken = new HashSet<>(planningInput.takenPorts());
        taken.addAll(planningInput.apiPorts().values());
        planningInput.registryPort().ifPresent(taken::add);
        taken.addAll(portsOfTheFile);
        this.ports = new PortChooser(labFile.name(), taken);
    }

    private static Set<Integer> portsOf(LabFile labFile) {
        Set<Integer> ports =
                labFile.ports().stream().map(PublishedPort::hostPort).collect(Collectors.toCollection(HashSet::new));
        Optional.ofNullable(labFile.registry().port()).ifPresent(ports::add);
        return ports;
    }

    private Subnet chooseSubnet() {
        String wanted = labFile.subnet();
        return wanted == null
                ? AddressPlan.choose(labFile.name(), takenSubnets(), planningInput.routes())
                : AddressPlan.chosen(Subnet.parse(wanted).orElseThrow(), takenSubnets(), planningInput.routes());
    }

    /** Nodes keep their addresses, so the network of a lab that exists keeps its subnet. */
    private Subnet existing(Subnet subnet) {
        String wanted = labFile.subnet();
        if (wanted != null && !subnet.toString().equals(wanted)) {
            throw Failure.of(
                            FailureKind.FAILED,
                            "the lab " + labFile.name() + " has the subnet " + subnet + " and can't get " + wanted)
                    .because("the swarm's managers would lose their addresses")
                    .advise("Recreate the lab with: swarmlab down " + labFile.name() + ", then run swarmlab up again");
        }
        return subnet;
    }

    /** The subnets in use, and those of the lab's own overlay networks. */
    private List<Subnet> takenSubnets() {
        List<Subnet> taken = new ArrayList<>(planningInput.takenSubnets());
        labFile.networks().stream()
                .map(OverlayNetwork::subnet)
                .filter(Objects::nonNull)
                .flatMap(overlay -> Subnet.parse(overlay).stream())
                .forEach(taken::add);
        return taken;
    }

    public static LabPlan plan(LabFile labFile, PlanningInput planningInput) {
        return new Planner(labFile, planningInput).plan();
    }

    private LabPlan plan() {
        RegistryPlan registry = registry();
        List<NodePlan> nodes = new ArrayList<>();
        nodes.addAll(nodes(Role.MANAGER, labFile.managers()));
        nodes.addAll(nodes(Role.WORKER, labFile.workers()));
        return new LabPlan(
                labFile.name(),
                new NetworkPlan(LabNames.network(labFile.name()), subnet),
                registry,
                cache(),
                List.copyOf(nodes),
                Stream.generate(ports::choose).limit(nodes.size() + 1).toList(),
                labFile.images().stream().map(Planner::image).toList(),
                labFile.networks(),
                labFile.stacks());
    }

    private RegistryPlan registry() {
        Integer wanted = labFile.registry().port();
        int port = wanted != null ? wanted : kept(planningInput.registryPort()).orElseGet(ports::choose);
        return new RegistryPlan(
                LabNames.container(labFile.name(), LabNames.REGISTRY),
                LabNames.volume(labFile.name(), LabNames.REGISTRY),
                labFile.registry().image(),
                subnet.address(AddressPlan.REGISTRY),
                port,
                wanted == null,
                labFile.managers().isEmpty());
    }

    private @Nullable CachePlan cache() {
        URI upstream = labFile.registry().mirror();
        return upstream == null
                ? null
                : new CachePlan(
                        LabNames.container(labFile.name(), LabNames.CACHE),
                        LabNames.volume(labFile.name(), LabNames.CACHE),
                        labFile.registry().image(),
                        subnet.address(AddressPlan.CACHE),
                        upstream,
                        labFile.managers().isEmpty());
    }

    /** The port of an existing container, unless the lab file now has it for another use. */
    private Optional<Integer> kept(Optional<Integer> port) {
        return port.filter(existing -> !portsOfTheFile.contains(existing));
    }

    private List<NodePlan> nodes(Role role, List<NodeGroup> groups) {
        List<NodePlan> nodes = new ArrayList<>();
        for (NodeGroup group : groups) {
            for (int each = 0; each < group.count(); each++) {
                nodes.add(node(role, group, nodes.size()));
            }
        }
        return nodes;
    }

    private NodePlan node(Role role, NodeGroup group, int index) {
        boolean manager = role == Role.MANAGER;
        // The first manager keeps its name when others join it.
        String name = manager && index == 0 ? role.word() : "%s%02d".formatted(role.word(), index + 1);
        Optional<Integer> apiPort =
                kept(Optional.ofNullable(planningInput.apiPorts().get(name)));
        return new NodePlan(
                name,
                role,
                LabNames.container(labFile.name(), name),
                LabNames.volume(labFile.name(), name),
                subnet.address((manager ? AddressPlan.FIRST_MANAGER : AddressPlan.FIRST_WORKER) + index),
                apiPort.orElseGet(ports::choose),
                group.settings(),
                labFile.registry().mirror() != null,
                group.labels(),
                group.availability(),
                manager && index == 0 ? labFile.ports() : List.of(),
                manager ? labFile.volumes() : List.of(),
                null);
    }

    private static ImagePlan image(LabImage image) {
        String path = RepositoryPath.of(image.image());
        return new ImagePlan(image, path);
    }
}
