package dev.swarmlab.plan;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of the engine and of the host that a plan depends on.
 *
 * @param takenSubnets the subnets of the engine's other networks
 * @param routes the destinations of the host's routes, without the default route; empty when they can't be read
 * @param takenPorts host ports that are in use, except by the lab itself
 * @param subnet the lab's subnet, if its network exists
 * @param apiPorts the host ports of the nodes that exist, by the node's name
 * @param registryPort the registry's host port, if the registry exists
 */
public record PlanningInput(
        Set<Subnet> takenSubnets,
        Set<Subnet> routes,
        Set<Integer> takenPorts,
        Optional<Subnet> subnet,
        Map<String, Integer> apiPorts,
        Optional<Integer> registryPort) {

    /** OpenVPN adds 0.0.0.0/1 and 128.0.0.0/1 to override the default route without removing it. */
    private static final int HALF_OF_THE_DEFAULT_ROUTE = 1;

    /** The same input with one more subnet that is in use. */
    public PlanningInput withTaken(Subnet other) {
        Set<Subnet> subnets = new HashSet<>(takenSubnets);
        subnets.add(other);
        return new PlanningInput(Set.copyOf(subnets), routes, takenPorts, subnet, apiPorts, registryPort);
    }

    /** The most specific route to a larger network that includes these addresses. Default routes do not count. */
    public Optional<Subnet> routeAround(Subnet addresses) {
        return routes.stream()
                .filter(route -> route.covers(addresses) && route.prefixLength() > HALF_OF_THE_DEFAULT_ROUTE)
                .max(Comparator.comparingInt(Subnet::prefixLength));
    }

    /** The input for an engine without containers and networks, on a host with no ports in use. */
    public static final PlanningInput EMPTY =
            new PlanningInput(Set.of(), Set.of(), Set.of(), Optional.empty(), Map.of(), Optional.empty());
}
