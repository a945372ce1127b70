package dev.swarmlab.swarm;

import dev.swarmlab.engine.Reported;

/**
 * What a node is in its swarm.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, GET /nodes, Spec.Role</a>
 */
public enum NodeRole {
    /** It manages the swarm. */
    MANAGER,
    /** It runs tasks only. */
    WORKER,
    /** Not known to swarmlab, or not reported. */
    UNKNOWN;

    /** @param text as a daemon reports it */
    public static Reported<NodeRole> of(String text) {
        return Reported.parse(text, UNKNOWN);
    }
}
