package dev.swarmlab.plan;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan has to fit in with.
 *
 * @param takenSubnets the subnets of other networks, and the host's routes where they can be seen
 * @param takenPorts host ports that something else listens on
 * @param subnet the lab's own subnet if its network exists already
 * @param apiPorts the host port of each node that exists already, by the node's name
 * @param registryPort the registry's host port if it exists already
 */
public record Surroundings(
        Set<Subnet> takenSubnets,
        Set<Integer> takenPorts,
        Optional<Subnet> subnet,
        Map<String, Integer> apiPorts,
        Optional<Integer> registryPort) {

    /** The same with one more subnet that is taken. */
    public Surroundings withTaken(Subnet other) {
        Set<Subnet> subnets = new HashSet<>(takenSubnets);
        subnets.add(other);
        return new Surroundings(Set.copyOf(subnets), takenPorts, subnet, apiPorts, registryPort);
    }

    /** An engine with nothing on it. */
    public static final Surroundings EMPTY =
            new Surroundings(Set.of(), Set.of(), Optional.empty(), Map.of(), Optional.empty());
}
