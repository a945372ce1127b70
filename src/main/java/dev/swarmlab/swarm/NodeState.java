package dev.swarmlab.swarm;

import dev.swarmlab.engine.Reported;

/**
 * Whether the managers hear of a node.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, GET /nodes, Status.State</a>
 */
public enum NodeState {
    READY,
    DOWN,
    DISCONNECTED,
    /** A new leader has not heard of the node yet; or a state that swarmlab does not know. */
    UNKNOWN;

    /** @param text as a daemon reports it */
    public static Reported<NodeState> of(String text) {
        return Reported.parse(text, UNKNOWN);
    }
}
