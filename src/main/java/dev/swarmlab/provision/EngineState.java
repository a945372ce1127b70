package dev.swarmlab.provision;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.HostNetwork;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.plan.PlanningInput;
import dev.swarmlab.plan.Subnet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the input of a lab's plan from the state of the engine and of the host. */
final class EngineState {

    private EngineState() {}

    static PlanningInput planningInput(EngineSnapshot snapshot, HostNetwork host, LabResources lab) {
        Set<String> ownNetworks = lab.networks().stream().map(EngineNetwork::id).collect(Collectors.toSet());
        Optional<Subnet> own = lab.network().flatMap(EngineState::subnet);
        Set<Subnet> subnets = subnets(
                snapshot.networks().stream()
                        .filter(network -> !ownNetworks.contains(network.id()))
                        .flatMap(network -> network.subnets().stream()),
                own);
        Set<Subnet> routes = subnets(host.routes().stream(), own);
        Set<Integer> ports = new HashSet<>(host.listeningPorts());
        snapshot.containers().stream()
                .flatMap(container -> container.ports().stream())
                .map(EnginePort::hostPort)
                .forEach(ports::add);
        Set<Integer> ownPorts = lab.containers().stream()
                .flatMap(container -> container.ports().stream())
                .map(EnginePort::hostPort)
                .collect(Collectors.toSet());
        ports.removeAll(ownPorts);
        Map<String, Integer> apiPorts = new HashMap<>();
        lab.nodes().forEach(node -> port(node).ifPresent(port -> apiPorts.put(node.label(Labels.NODE), port)));
        return new PlanningInput(
                subnets, routes, ports, own, apiPorts, lab.ownRegistry().flatMap(EngineState::port));
    }

    private static Set<Subnet> subnets(Stream<String> texts, Optional<Subnet> own) {
        return texts.flatMap(text -> Subnet.parse(text).stream())
                .filter(subnet -> !Optional.of(subnet).equals(own))
                .collect(Collectors.toSet());
    }

    private static Optional<Subnet> subnet(EngineNetwork network) {
        return network.subnets().stream()
                .flatMap(text -> Subnet.parse(text).stream())
                .findFirst();
    }

    /** The host port of a container, from its label: the engine does not report the ports of a stopped container. */
    private static Optional<Integer> port(EngineContainer container) {
        String port = container.label(Labels.PORT);
        return port.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(port));
    }
}
