package dev.swarmlab.doctor;

import java.util.Optional;

/** Judges whether the two backends of iptables get in each other's way: a packet passes the rules of both. */
final class FirewallChecks {

    private static final String ID = "iptables";

    private FirewallChecks() {}

    /**
     * A finding where forwarded packets are dropped by the backend that dockerd does not use.
     *
     * @param host what was seen on the engine's host itself; its firewall can't be seen from a container
     */
    static Optional<Finding> of(KernelFacts host) {
        if (dropsBesideDockerd(host, "legacy", "nft")) {
            return Optional.of(dropped("legacy", "nft"));
        }
        return dropsBesideDockerd(host, "nft", "legacy") ? Optional.of(dropped("nft", "legacy")) : Optional.empty();
    }

    private static boolean dropsBesideDockerd(KernelFacts host, String backend, String other) {
        boolean dockerdIsThere = host.text("dockerd_" + backend).equals("yes");
        boolean dockerdIsElsewhere = host.text("dockerd_" + other).equals("yes");
        boolean bothDrop = host.text("forward_" + other).equals("drop");
        return host.text("forward_" + backend).equals("drop") && (dockerdIsElsewhere || (!dockerdIsThere && bothDrop));
    }

    private static Finding dropped(String backend, String dockerds) {
        return Finding.warning(
                ID,
                "the policy of FORWARD in iptables-" + backend + " is DROP, and dockerd's rules are in iptables-"
                        + dockerds,
                "A packet passes the rules of both: containers reach neither each other's networks nor the world. A dockerd"
                        + " that was killed leaves such a policy.",
                "On the engine's host: iptables-" + backend + " -P FORWARD ACCEPT");
    }
}
