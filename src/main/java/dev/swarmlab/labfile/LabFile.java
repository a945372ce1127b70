package dev.swarmlab.labfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lab descriptor says, with every default filled in, every path absolute and every value valid. It says nothing
 * of what exists.
 *
 * @param name a DNS label of at most 40 characters
 * @param node what holds for every node unless its group says otherwise; already merged into the groups
 * @param managers together an odd number of nodes, 1 to 7
 * @param workers together 0 to 200 nodes
 * @param subnet IPv4 addresses of the lab's own network in CIDR notation, /16 to /24; null leaves the choice to swarmlab
 * @param ports ports of the first manager; no two want the same host port
 * @param volumes what every manager sees of the host; no two have the same target
 * @param images what every node can pull from the lab's registry; no image twice
 * @param networks overlay networks; no two share a name or addresses
 * @param stacks stack file by stack name, in the order in which they are deployed
 * @param checks what must hold in the finished lab; no two share a name
 * @param scenarios exercises in which something happens to the lab; no two share a name
 */
public record LabFile(
        String name,
        NodeSettings node,
        List<NodeGroup> managers,
        List<NodeGroup> workers,
        RegistrySettings registry,
        @Nullable String subnet,
        List<PublishedPort> ports,
        List<VolumeMount> volumes,
        List<LabImage> images,
        List<OverlayNetwork> networks,
        Map<String, StackFile> stacks,
        List<Check> checks,
        List<Scenario> scenarios) {

    public LabFile {
        managers = List.copyOf(managers);
        workers = List.copyOf(workers);
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
        images = List.copyOf(images);
        networks = List.copyOf(networks);
        stacks = Collections.unmodifiableMap(new LinkedHashMap<>(stacks));
        checks = List.copyOf(checks);
        scenarios = List.copyOf(scenarios);
    }

    /** The same with other addresses. */
    public LabFile withSubnet(String other) {
        return new LabFile(
                name, node, managers, workers, registry, other, ports, volumes, images, networks, stacks, checks,
                scenarios);
    }

    public int managerCount() {
        return managers.stream().mapToInt(NodeGroup::count).sum();
    }

    public int workerCount() {
        return workers.stream().mapToInt(NodeGroup::count).sum();
    }
}
