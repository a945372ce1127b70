package dev.swarmlab.lab;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.swarm.SwarmMembership;

/** A swarm with autolock: after a restart, its managers wait for the unlock key. */
public final class LockedSwarm {

    private LockedSwarm() {}

    /** @throws Failure when the node waits for the unlock key */
    public static void refuse(String node, SwarmMembership own) {
        if (own.isLocked()) {
            throw Failure.of(FailureKind.FAILED, "the swarm is locked")
                    .because(node + " needs the swarm's unlock key")
                    .advise("Unlock the swarm with: swarmlab exec " + node + " -- docker swarm unlock");
        }
    }
}
