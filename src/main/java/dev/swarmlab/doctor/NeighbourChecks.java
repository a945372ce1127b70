package dev.swarmlab.doctor;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The kernel's table of neighbours, from addresses to network cards (ARP). The containers of a host share one table. When
 * it is full, they report {@code no route to host}.
 *
 * @see <a href="https://docs.kernel.org/networking/ip-sysctl.html">ip-sysctl, neigh/default/gc_thresh3</a>
 */
final class NeighbourChecks {

    private static final String SETTING = "net.ipv4.neigh.default.gc_thresh3";

    private static final long ENTRIES_OF_HOST = 24;

    private static final long PROPOSED = 8192;

    private NeighbourChecks() {}

    /** Empty unless the table is too small. Containers can't read its size, so it may be unknown. */
    static Optional<Finding> of(KernelFacts host, Requirements requirements) {
        OptionalLong size = host.number("neighbours");
        long needed = ENTRIES_OF_HOST + entries(requirements.nodes());
        return size.isEmpty() || needed <= size.getAsLong()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "neighbours",
                        SETTING + " is " + size.getAsLong() + ", " + requirements.size() + " need about " + needed,
                        "Nodes may not reach each other or the registry: \"no route to host\".",
                        "On the engine's host: sysctl -w " + SETTING + "=" + Math.max(PROPOSED, 2 * needed)));
    }

    /** For how many labs the table is large enough. */
    static Optional<Capacity.Limit> limit(KernelFacts host, Requirements lab) {
        OptionalLong size = host.number("neighbours");
        long needed = entries(lab.nodes());
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(new Capacity.Limit(
                        "neighbours",
                        SETTING + " is " + size.getAsLong() + ", about " + needed + " for each lab",
                        (size.getAsLong() - ENTRIES_OF_HOST) / needed));
    }

    /** Each node has an entry for each other node, the registry and the gateway, and the gateway has one for each. */
    private static long entries(long nodes) {
        return (nodes + 1) * (nodes + 1);
    }
}
