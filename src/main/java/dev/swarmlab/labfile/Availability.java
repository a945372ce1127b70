package dev.swarmlab.labfile;

/** The availability of a node, as Docker defines it. */
public enum Availability {
    /** The node accepts new tasks. */
    ACTIVE,
    /** The node keeps its tasks and accepts no new ones. */
    PAUSE,
    /** The swarm moves the node's tasks to other nodes, and the node accepts no new ones. */
    DRAIN
}
