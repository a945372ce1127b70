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
 * Assigns addresses to labs. Each lab has a /24 block of IPv4 addresses: .1 for the gateway, .2 for the registry, .3
 * for the pull-through cache, .11 to .17 for managers, .21 to .220 for workers. A container keeps its address, since a swarm does not work after the
 * addresses of its managers have changed.
 */
public final class AddressPlan {

    static final int GATEWAY = 1;
    static final int REGISTRY = 2;
    static final int CACHE = 3;
    static final int FIRST_MANAGER = 11;
    static final int FIRST_WORKER = 21;

    /**
     * The private ranges to choose from, in the order of preference. The first two contain neither Docker's own address
     * pools (172.17.0.0 to 172.31.255.255, 192.168.0.0/16) nor the first 50,000 overlay networks of a swarm (in
     * 10.0.0.0/8, lowest first). The third is the end of Docker's last pool.
     */
    private static final List<Subnet> RANGES = Stream.of("10.213.0.0/16", "172.16.0.0/16", "192.168.224.0/19")
            .map(AddressPlan::subnet)
            .toList();

    private static final int BLOCK_PREFIX = 24;
    private static final int ADDRESSES_OF_A_BLOCK = 256;

    /**
     * A route with this prefix or a shorter one leads to a company's network or a VPN as a whole, not to one network.
     */
    private static final int PREFIX_OF_A_WIDE_ROUTE = 16;

    private static final String ADVICE =
            "See what is in use with: docker network ls, ip route. Then choose addresses with"
                    + " `subnet:` in the lab file, or with: swarmlab up --subnet 10.99.0.0/24";

    private AddressPlan() {}

    /**
     * Chooses a free block. A lab gets the same block each time, as long as this block is free. A block that overlaps a
     * network, or the destination of a route that is more specific than /16, is not free. Blocks to which no route
     * leads are preferred. When wide routes lead to all blocks, a block of the widest route is chosen: the route to the
     * lab's network is more specific and is used instead, and it hides the smallest part of the widest network.
     *
     * @param networks subnets that the block must not overlap
     * @param routes destinations of the host's routes
     * @throws Failure when no block is free
     */
    static Subnet choose(String lab, Collection<Subnet> networks, Collection<Subnet> routes) {
        List<Subnet> blocks = RANGES.stream()
                .flatMap(range -> blocks(lab, range))
                .filter(block -> networks.stream().noneMatch(block::overlaps))
                .filter(block -> routes.stream().filter(block::overlaps).allMatch(route -> isWide(route)))
                .toList();
        // Of several minima, min() returns the first.
        Optional<Subnet> best = blocks.stream().min(Comparator.comparingInt(block -> prefixOfRoute(block, routes)));
        return best.orElseThrow(() -> Failure.of(FailureKind.FAILED, "no free addresses for the lab " + lab)
                .because("every block of "
                        + String.join(
                                ", ", RANGES.stream().map(Subnet::toString).toList())
                        + " overlaps a network or route in use")
                .advise(ADVICE));
    }

    /** The number of blocks that overlap no network. */
    public static long freeBlocks(Collection<Subnet> networks) {
        return RANGES.stream()
                .flatMap(range -> blocks("", range))
                .filter(block -> networks.stream().noneMatch(block::overlaps))
                .count();
    }

    /**
     * Checks a subnet that the user chose. A route to a larger network that includes the subnet is no conflict.
     *
     * @throws Failure when the subnet overlaps a network or the destination of a more specific route
     */
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

    /** The prefix length of the most specific route to a block; 0 when only the default route leads there. */
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
