package dev.swarmlab.labfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a valid lab file, with absolute paths and all defaults. It does not tell whether the lab exists.
 *
 * @param name a DNS label of at most 40 characters
 * @param node the settings of nodes whose group does not override them; already merged into the groups
 * @param managers groups with an odd total of nodes, 1 to 7
 * @param workers groups with a total of 0 to 200 nodes
 * @param subnet IPv4 addresses of the lab's network in CIDR notation, /16 to /24; null if swarmlab chooses them
 * @param ports published ports of the first manager, with different host ports
 * @param volumes mounts of every manager, with different targets
 * @param images images that every node pulls from the lab's registry, without duplicates
 * @param networks overlay networks, with different names and addresses
 * @param stacks stack files by stack name, in the order of deployment
 * @param checks conditions that the finished lab must meet, with different names
 * @param scenarios events and what must hold after them, with different names
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

    /** A copy with another subnet. */
    public LabFile withSubnet(String newSubnet) {
        return new LabFile(
                name, node, managers, workers, registry, newSubnet, ports, volumes, images, networks, stacks, checks,
                scenarios);
    }

    /** A copy with other mounts. */
    public LabFile withVolumes(List<VolumeMount> newVolumes) {
        return new LabFile(
                name,
                node,
                managers,
                workers,
                registry,
                subnet,
                ports,
                newVolumes,
                images,
                networks,
                stacks,
                checks,
                scenarios);
    }

    /** A copy whose subnet and registry port swarmlab chooses, so that the lab can exist beside others of its file. */
    public LabFile withChosenAddresses() {
        return new LabFile(
                name,
                node,
                managers,
                workers,
                new RegistrySettings(registry.image(), null, registry.mirror()),
                null,
                ports,
                volumes,
                images,
                networks,
                stacks,
                checks,
                scenarios);
    }

    /** A copy with other ports, and with checks that use them. */
    LabFile withPorts(List<PublishedPort> newPorts, List<Check> newChecks, List<Scenario> newScenarios) {
        return new LabFile(
                name,
                node,
                managers,
                workers,
                registry,
                subnet,
                newPorts,
                volumes,
                images,
                networks,
                stacks,
                newChecks,
                newScenarios);
    }

    /** What the labs of a class share: the registry with the images of all labs, and no nodes. */
    public LabFile shared(String className, List<LabImage> allImages) {
        return new LabFile(
                className, node, List.of(), List.of(), registry, subnet, List.of(), List.of(), allImages, List.of(),
                Map.of(), List.of(), List.of());
    }

    public int managerCount() {
        return managers.stream().mapToInt(NodeGroup::count).sum();
    }

    public int workerCount() {
        return workers.stream().mapToInt(NodeGroup::count).sum();
    }
}
