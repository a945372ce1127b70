package dev.swarmlab.plan;

import dev.swarmlab.labfile.Availability;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of a plan.
 *
 * @param name its host name, as in {@code worker01}
 * @param container the name of its container on the outer engine
 * @param volume the name of the volume with its daemon's data
 * @param address its static IPv4 address in the lab's network
 * @param apiPort the port of its daemon on the host's loopback address, with mutual TLS
 * @param mirrored whether its daemon asks the pull-through cache of the lab for images of Docker Hub
 * @param labels its swarm labels
 * @param ports the host ports that lead to the node
 * @param volumes folders of the host that the node sees
 * @param bind another address of the host on which the port of its daemon is published; null for none
 */
public record NodePlan(
        String name,
        Role role,
        String container,
        String volume,
        String address,
        int apiPort,
        NodeSettings settings,
        boolean mirrored,
        Map<String, String> labels,
        Availability availability,
        List<PublishedPort> ports,
        List<VolumeMount> volumes,
        @Nullable BindAddress bind) {

    /** The same node with another port for its daemon. */
    public NodePlan onPort(int port) {
        return new NodePlan(
                name,
                role,
                container,
                volume,
                address,
                port,
                settings,
                mirrored,
                labels,
                availability,
                ports,
                volumes,
                bind);
    }

    /** The same node with another address on which its daemon is published. */
    public NodePlan boundTo(@Nullable BindAddress other) {
        return new NodePlan(
                name,
                role,
                container,
                volume,
                address,
                apiPort,
                settings,
                mirrored,
                labels,
                availability,
                ports,
                volumes,
                other);
    }

    /** The addresses of the host on which the port of its daemon is published. */
    public List<String> apiAddresses() {
        String loopback = PublishedPort.DEFAULT_HOST_ADDRESS;
        if (bind != null && bind.isWildcard() && bind.isVersion4()) {
            return List.of(bind.text()); // includes the loopback address
        }
        return Stream.concat(Stream.of(loopback), Stream.ofNullable(bind).map(BindAddress::text))
                .toList();
    }

    public boolean isManager() {
        return role == Role.MANAGER;
    }
}
