package dev.swarmlab.cards;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.plan.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The ports that a lab publishes on the engine's host, without those of the nodes' daemons. */
public final class PublishedPorts {

    /** A port of a node. */
    record NodePort(String node, EnginePort port) {}

    private static final Comparator<NodePort> BY_PORT_OF_THE_NODE = Comparator.comparing(
                    (NodePort port) -> port.port().containerPort())
            .thenComparing(port -> port.port().hostPort())
            .thenComparing(NodePort::node);

    private final List<NodePort> ports;

    private PublishedPorts(List<NodePort> ports) {
        this.ports = ports.stream().sorted(BY_PORT_OF_THE_NODE).toList();
    }

    /** Whether the containers tell the ports. The engine reports no ports of a stopped container. */
    public static boolean areKnown(LabResources lab) {
        return lab.managers().stream()
                .findFirst()
                .filter(EngineContainer::isRunning)
                .isPresent();
    }

    /** The ports of the containers. */
    public static PublishedPorts ofContainers(LabResources lab) {
        List<NodePort> ports = new ArrayList<>();
        for (EngineContainer node : lab.nodes()) {
            node.ports().stream()
                    .filter(port -> !String.valueOf(port.hostPort()).equals(node.label(Labels.PORT)))
                    .forEach(port -> ports.add(new NodePort(node.label(Labels.NODE), port)));
        }
        return new PublishedPorts(ports);
    }

    /** The ports of a lab file, which are those of the first manager. */
    public static PublishedPorts of(LabFile labFile) {
        return new PublishedPorts(labFile.ports().stream()
                .map(port -> new NodePort(
                        Role.MANAGER.word(),
                        new EnginePort(
                                port.hostAddress(),
                                port.hostPort(),
                                port.containerPort(),
                                port.protocol().name().toLowerCase(Locale.ROOT))))
                .toList());
    }

    /** In the order of the ports of the nodes. */
    List<NodePort> list() {
        return ports;
    }
}
