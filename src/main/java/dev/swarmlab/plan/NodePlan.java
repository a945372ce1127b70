package dev.swarmlab.plan;

import dev.swarmlab.labfile.Availability;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.VolumeMount;
import java.util.List;
import java.util.Map;

/**
 * A node of a plan.
 *
 * @param name its host name, as in {@code worker01}
 * @param container the name of its container on the outer engine
 * @param volume the name of the volume with its daemon's data
 * @param address its static IPv4 address in the lab's network
 * @param apiPort the port of its daemon on the host's loopback address, with mutual TLS
 * @param labels its swarm labels
 * @param ports the host ports that lead to the node
 * @param volumes folders of the host that the node sees
 */
public record NodePlan(
        String name,
        Role role,
        String container,
        String volume,
        String address,
        int apiPort,
        NodeSettings settings,
        Map<String, String> labels,
        Availability availability,
        List<PublishedPort> ports,
        List<VolumeMount> volumes) {

    /** The same node with another port for its daemon. */
    public NodePlan onPort(int port) {
        return new NodePlan(
                name, role, container, volume, address, port, settings, labels, availability, ports, volumes);
    }

    public boolean isManager() {
        return role == Role.MANAGER;
    }
}
