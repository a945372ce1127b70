package dev.swarmlab.plan;

import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.labfile.StackFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that will exist when a lab is up: every name, address, port and image. Making it touches nothing.
 *
 * @param nodes the first manager first, then the other managers, then the workers
 * @param overlays networks of the swarm
 * @param stacks stack file by stack name, in the order in which they are deployed
 * @param sparePorts for nodes, and for the registry, whose planned port turns out to be taken on the engine's host
 */
public record LabPlan(
        String lab,
        NetworkPlan network,
        RegistryPlan registry,
        List<NodePlan> nodes,
        List<Integer> sparePorts,
        List<ImagePlan> images,
        List<OverlayNetwork> overlays,
        Map<String, StackFile> stacks) {

    public NodePlan firstManager() {
        return nodes.get(0);
    }

    public List<NodePlan> managers() {
        return nodes.stream().filter(NodePlan::isManager).toList();
    }

    public List<NodePlan> workers() {
        return nodes.stream().filter(node -> !node.isManager()).toList();
    }

    /** The images that the lab's own containers run, each once. */
    public Stream<String> containerImages() {
        return Stream.concat(Stream.of(registry.image()), nodes.stream().map(node -> node.settings()
                        .image()))
                .distinct();
    }
}
