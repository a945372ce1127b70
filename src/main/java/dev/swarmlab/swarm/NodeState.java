package dev.swarmlab.swarm;

import dev.swarmlab.engine.Reported;

/**
 * The state of a node, which the managers derive from its heartbeats.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, GET /nodes, Status.State</a>
 */
public enum NodeState {
    READY,
    DOWN,
    DISCONNECTED,
    /** The node has not connected to a new leader yet; or a state that swarmlab does not know. */
    UNKNOWN;

    /** @param text as a daemon reports it */
    public static Reported<NodeState> of(String text) {
        return Reported.parse(text, UNKNOWN);
    }
}
