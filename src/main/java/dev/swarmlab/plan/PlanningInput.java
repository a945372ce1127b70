package dev.swarmlab.plan;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan has to fit in with.
 *
 * @param takenSubnets the subnets of the engine's other networks
 * @param routes the destinations of the host's routes, where they can be read; a default route is none of them
 * @param takenPorts host ports that something else listens on
 * @param subnet the lab's own subnet if its network exists already
 * @param apiPorts the host port of each node that exists already, by the node's name
 * @param registryPort the registry's host port if it exists already
 */
public record PlanningInput(
        Set<Subnet> takenSubnets,
        Set<Subnet> routes,
        Set<Integer> takenPorts,
        Optional<Subnet> subnet,
        Map<String, Integer> apiPorts,
        Optional<Integer> registryPort) {

    /** OpenVPN's 0.0.0.0/1 and 128.0.0.0/1 take the default route's place without removing it. */
    private static final int HALF_OF_THE_DEFAULT_ROUTE = 1;

    /** The same with one more subnet that is taken. */
    public PlanningInput withTaken(Subnet other) {
        Set<Subnet> subnets = new HashSet<>(takenSubnets);
        subnets.add(other);
        return new PlanningInput(Set.copyOf(subnets), routes, takenPorts, subnet, apiPorts, registryPort);
    }

    /** The most specific route that leads to these addresses and others beside; halves of the default route are none. */
    public Optional<Subnet> routeAround(Subnet addresses) {
        return routes.stream()
                .filter(route -> route.covers(addresses) && route.prefixLength() > HALF_OF_THE_DEFAULT_ROUTE)
                .max(Comparator.comparingInt(Subnet::prefixLength));
    }

    /** An engine with nothing on it. */
    public static final PlanningInput EMPTY =
            new PlanningInput(Set.of(), Set.of(), Set.of(), Optional.empty(), Map.of(), Optional.empty());
}
