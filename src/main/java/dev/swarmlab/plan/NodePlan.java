package dev.swarmlab.plan;

import dev.swarmlab.labfile.Availability;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.VolumeMount;
import java.util.List;
import java.util.Map;

/**
 * A node that will exist.
 *
 * @param name its hostname, as in {@code worker01}
 * @param container its container on the outer engine
 * @param volume the volume with its daemon's data
 * @param address its fixed IPv4 address in the lab's network
 * @param apiPort the port on the host's loopback where its daemon answers, with mutual TLS
 * @param labels its swarm labels
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

    /** The same with its daemon on another port. */
    public NodePlan onPort(int port) {
        return new NodePlan(
                name, role, container, volume, address, port, settings, labels, availability, ports, volumes);
    }

    public boolean isManager() {
        return role == Role.MANAGER;
    }
}
