package dev.swarmlab.swarm;

import dev.swarmlab.engine.Reported;

/**
 * Whether a node takes tasks, as managers report it.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, GET /nodes, Spec.Availability</a>
 */
public enum NodeAvailability {
    ACTIVE,
    PAUSE,
    DRAIN,
    /** Not known to swarmlab, or not reported. */
    UNKNOWN;

    /** @param text as a daemon reports it */
    public static Reported<NodeAvailability> of(String text) {
        return Reported.parse(text, UNKNOWN);
    }
}
