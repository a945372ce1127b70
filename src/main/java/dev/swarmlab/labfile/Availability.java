package dev.swarmlab.labfile;

/** Whether a node takes tasks, in Docker's own words. */
public enum Availability {
    /** Takes new tasks. */
    ACTIVE,
    /** Keeps its tasks and takes no new ones. */
    PAUSE,
    /** Gives its tasks away and takes no new ones. */
    DRAIN
}
