package dev.swarmlab.plan;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.Collection;
import java.util.stream.IntStream;

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
     * The blocks to choose from. They lie where neither Docker's own pools (172.17.0.0/12, 192.168.0.0/16) nor the first
     * 50,000 overlay networks of a swarm (10.0.0.0/8, from below) come.
     */
    private static final String BLOCKS = "10.213.%d.0/24";

    private static final int BLOCK_COUNT = 256;

    private AddressPlan() {}

    /** A free block, always the same for the same lab as long as it is free. */
    static Subnet choose(String lab, Collection<Subnet> taken) {
        int start = Math.floorMod(lab.hashCode(), BLOCK_COUNT);
        return IntStream.range(0, BLOCK_COUNT)
                .mapToObj(step -> Subnet.parse(BLOCKS.formatted((start + step) % BLOCK_COUNT))
                        .orElseThrow())
                .filter(block -> taken.stream().noneMatch(block::overlaps))
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, "no free addresses for the lab " + lab)
                        .because("every block from 10.213.0.0/24 to 10.213.255.0/24 overlaps a network or route in use")
                        .advise("See what is in use with: docker network ls, ip route"));
    }
}
