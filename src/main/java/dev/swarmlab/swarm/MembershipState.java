package dev.swarmlab.swarm;

import dev.swarmlab.engine.Reported;

/**
 * The state of a daemon's own membership in a swarm.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, GET /info, Swarm.LocalNodeState</a>
 */
public enum MembershipState {
    /** In no swarm. */
    INACTIVE,
    /** Joining, or starting again. */
    PENDING,
    ACTIVE,
    /** For example, a manager that knows no leader. */
    ERROR,
    /** Waits for the unlock key after a restart. */
    LOCKED,
    /** Not known to swarmlab, or not reported. */
    UNKNOWN;

    /** @param text as a daemon reports it */
    public static Reported<MembershipState> of(String text) {
        return Reported.parse(text, UNKNOWN);
    }
}
