package dev.swarmlab.doctor;

import java.util.Optional;

/** Checks whether a backend of iptables drops packets that the other one accepts. A packet must pass both. */
final class FirewallChecks {

    private static final String ID = "iptables";

    private FirewallChecks() {}

    /**
     * A warning if the backend that dockerd does not use drops forwarded packets.
     *
     * @param host read on the engine's host itself, since a container does not see the host's firewall
     */
    static Optional<Finding> of(KernelFacts host) {
        if (dropsBesideDockerd(host, "legacy", "nft")) {
            return Optional.of(dropped("legacy", "nft"));
        }
        return dropsBesideDockerd(host, "nft", "legacy") ? Optional.of(dropped("nft", "legacy")) : Optional.empty();
    }

    private static boolean dropsBesideDockerd(KernelFacts host, String backend, String other) {
        boolean dockerdUsesThis = host.text("dockerd_" + backend).equals("yes");
        boolean dockerdUsesOther = host.text("dockerd_" + other).equals("yes");
        boolean bothDrop = host.text("forward_" + other).equals("drop");
        return host.text("forward_" + backend).equals("drop") && (dockerdUsesOther || (!dockerdUsesThis && bothDrop));
    }

    private static Finding dropped(String backend, String dockerds) {
        return Finding.warning(
                ID,
                "the policy of FORWARD in iptables-" + backend + " is DROP, and dockerd's rules are in iptables-"
                        + dockerds,
                "A packet must pass the rules of both, so containers reach neither other networks nor the internet. A"
                        + " dockerd that was killed leaves such a policy behind.",
                "On the engine's host: iptables-" + backend + " -P FORWARD ACCEPT");
    }
}
