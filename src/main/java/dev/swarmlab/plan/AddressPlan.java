package dev.swarmlab.plan;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a lab's addresses are laid out. Each lab has a /24 of its own: the gateway, the registry, room for seven managers
 * from .11 on and for 200 workers from .21 on. A container keeps its address for as long as it lives, since a swarm does
 * not survive that its managers move.
 */
final class AddressPlan {

    static final int GATEWAY = 1;
    static final int REGISTRY = 2;
    static final int FIRST_MANAGER = 11;
    static final int FIRST_WORKER = 21;

    /**
     * The private ranges to choose from, the preferred one first. In the first two lie neither Docker's own pools
     * (172.17.0.0 to 172.31.255.255, 192.168.0.0/16) nor the first 50,000 overlay networks of a swarm (10.0.0.0/8, from
     * below). The third is the end of Docker's last pool.
     */
    private static final List<Subnet> RANGES = Stream.of("10.213.0.0/16", "172.16.0.0/16", "192.168.224.0/19")
            .map(AddressPlan::subnet)
            .toList();

    private static final int BLOCK_PREFIX = 24;
    private static final int ADDRESSES_OF_A_BLOCK = 256;

    /** A route to more than this is no one's network, but says where everything of a company or a VPN is sent. */
    private static final int PREFIX_OF_A_WIDE_ROUTE = 16;

    private static final String ADVICE =
            "See what is in use with: docker network ls, ip route. Then choose addresses with"
                    + " `subnet:` in the lab file, or with: swarmlab up --subnet 10.99.0.0/24";

    private AddressPlan() {}

    /**
     * A free block, always the same for the same lab as long as it is free. A block that no route leads to is preferred.
     * Where wide routes lead to all blocks, one in the widest of them is taken: the route to the lab's network is more
     * specific and wins, and of a wide network it hides the least.
     *
     * @param networks what the lab's network must not overlap
     * @param routes destinations of the host's routes
     */
    static Subnet choose(String lab, Collection<Subnet> networks, Collection<Subnet> routes) {
        List<Subnet> blocks = RANGES.stream()
                .flatMap(range -> blocks(lab, range))
                .filter(block -> networks.stream().noneMatch(block::overlaps))
                .filter(block -> routes.stream().filter(block::overlaps).allMatch(route -> isWide(route)))
                .toList();
        // The first of those that compare as equal is taken.
        Optional<Subnet> best = blocks.stream().min(Comparator.comparingInt(block -> prefixOfRoute(block, routes)));
        return best.orElseThrow(() -> Failure.of(FailureKind.FAILED, "no free addresses for the lab " + lab)
                .because("every block of "
                        + String.join(
                                ", ", RANGES.stream().map(Subnet::toString).toList())
                        + " overlaps a network or route in use")
                .advise(ADVICE));
    }

    /** Checks addresses that the user chose. A route that leads to them and to others beside is no conflict. */
    static Subnet chosen(Subnet subnet, Collection<Subnet> networks, Collection<Subnet> routes) {
        networks.stream().filter(subnet::overlaps).findFirst().ifPresent(network -> {
            throw taken(subnet, "another network has " + network);
        });
        routes.stream()
                .filter(route -> subnet.overlaps(route) && !route.covers(subnet))
                .findFirst()
                .ifPresent(route -> {
                    throw taken(subnet, "the host has a route to " + route);
                });
        return subnet;
    }

    private static Failure taken(Subnet subnet, String reason) {
        return Failure.of(FailureKind.FAILED, "the lab can't have the subnet " + subnet)
                .because(reason)
                .advise(ADVICE);
    }

    private static Stream<Subnet> blocks(String lab, Subnet range) {
        int count = 1 << (BLOCK_PREFIX - range.prefixLength());
        int start = Math.floorMod(lab.hashCode(), count);
        return IntStream.range(0, count)
                .mapToObj(step -> new Subnet(
                        range.network() + (long) ADDRESSES_OF_A_BLOCK * ((start + step) % count), BLOCK_PREFIX));
    }

    private static boolean isWide(Subnet route) {
        return route.prefixLength() <= PREFIX_OF_A_WIDE_ROUTE;
    }

    /** The prefix length of the most specific route to a block; 0, as of the default route, where there is none. */
    private static int prefixOfRoute(Subnet block, Collection<Subnet> routes) {
        return routes.stream()
                .filter(block::overlaps)
                .mapToInt(Subnet::prefixLength)
                .max()
                .orElse(0);
    }

    private static Subnet subnet(String text) {
        return Subnet.parse(text).orElseThrow();
    }
}
