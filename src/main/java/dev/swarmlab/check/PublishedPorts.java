package dev.swarmlab.check;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.plan.LabNames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where requests to ports of the loopback address connect to. From a container, or from another host than that of the
 * engine, the ports that a lab publishes on the engine's loopback can't be reached. A node then makes the connection,
 * to the port of the container that is published.
 */
final class PublishedPorts implements Requests.Destinations {

    private final LabClient lab;

    PublishedPorts(LabClient lab) {
        this.lab = lab;
    }

    /** The same address, or that of a forwarder for one connection. */
    @Override
    public InetSocketAddress of(InetSocketAddress address) throws IOException {
        Engine engine = lab.engine();
        boolean isLoopback = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
        if (!isLoopback || engine.isLocal()) {
            return address;
        }
        List<EngineContainer> running = LabResources.ownContainers(engine.containers(Labels.LAB, lab.name())).stream()
                .filter(EngineContainer::isRunning)
                .toList();
        for (EngineContainer publisher : running) {
            Optional<EnginePort> port = port(publisher, address.getPort());
            Optional<EngineContainer> node =
                    LabResources.isNode(publisher) ? Optional.of(publisher) : firstNode(running);
            String target = publisher.addresses().getOrDefault(LabNames.network(lab.name()), "");
            if (port.isPresent() && node.isPresent() && !target.isEmpty()) {
                return PortForwarder.open(
                        engine, node.get().id(), target, port.get().containerPort());
            }
        }
        return address;
    }

    private static Optional<EnginePort> port(EngineContainer publisher, int hostPort) {
        return publisher.ports().stream()
                .filter(port -> port.hostPort() == hostPort && port.protocol().equals("tcp"))
                .findFirst();
    }

    /** The registry has no program to make connections. */
    private static Optional<EngineContainer> firstNode(List<EngineContainer> running) {
        return running.stream().filter(LabResources::isNode).findFirst();
    }
}
