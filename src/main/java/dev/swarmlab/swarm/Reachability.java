package dev.swarmlab.swarm;

import dev.swarmlab.engine.Reported;

/**
 * Whether the other managers reach a manager.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, GET /nodes,
 *     ManagerStatus.Reachability</a>
 */
public enum Reachability {
    REACHABLE,
    UNREACHABLE,
    /** Not known to swarmlab, or not reported, as for workers. */
    UNKNOWN;

    /** @param text as a daemon reports it */
    public static Reported<Reachability> of(String text) {
        return Reported.parse(text, UNKNOWN);
    }
}
