package dev.swarmlab.plan;

import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.labfile.StackFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists when a lab is up: names, addresses, ports and images. A plan alone changes nothing.
 *
 * @param cache the pull-through cache; null for none
 * @param nodes the first manager first, then the other managers, then the workers
 * @param overlays the swarm's overlay networks
 * @param stacks the stack file of each stack, in the order in which they are deployed
 * @param sparePorts host ports for nodes and the registry, to be used when the engine reports a planned port as in use
 */
public record LabPlan(
        String lab,
        NetworkPlan network,
        RegistryPlan registry,
        @Nullable CachePlan cache,
        List<NodePlan> nodes,
        List<Integer> sparePorts,
        List<ImagePlan> images,
        List<OverlayNetwork> overlays,
        Map<String, StackFile> stacks) {

    /**
     * The plan of a student's lab, which uses the registry of its class, and its cache.
     *
     * @param hostPort the port of that registry on the host's loopback address
     */
    public LabPlan withRegistryOf(String className, int hostPort) {
        RegistryPlan shared = new RegistryPlan(
                LabNames.container(className, LabNames.REGISTRY),
                LabNames.volume(className, LabNames.REGISTRY),
                registry.image(),
                registry.address(),
                hostPort,
                false,
                true);
        return new LabPlan(
                lab,
                network,
                shared,
                cache == null ? null : cache.of(className),
                nodes,
                sparePorts,
                images,
                overlays,
                stacks);
    }

    /** Whether the lab has a registry of its own. */
    public boolean ownsRegistry() {
        return registry.container().equals(LabNames.container(lab, LabNames.REGISTRY));
    }

    /** The same plan with an address on which the daemons of the managers are published; null for none. */
    public LabPlan boundTo(@Nullable BindAddress address) {
        List<NodePlan> bound = nodes.stream()
                .map(node -> node.isManager() ? node.boundTo(address) : node)
                .toList();
        return new LabPlan(lab, network, registry, cache, bound, sparePorts, images, overlays, stacks);
    }

    public NodePlan firstManager() {
        return nodes.get(0);
    }

    public List<NodePlan> managers() {
        return nodes.stream().filter(NodePlan::isManager).toList();
    }

    public List<NodePlan> workers() {
        return nodes.stream().filter(node -> !node.isManager()).toList();
    }
}
