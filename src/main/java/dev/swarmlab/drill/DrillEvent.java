package dev.swarmlab.drill;

import java.time.Duration;

/**
 * An entry of a drill's time line.
 *
 * @param at since the drill began
 * @param kind who made it happen
 */
public record DrillEvent(Duration at, Kind kind, String words) {

    /** Who or what makes something happen. */
    public enum Kind {
        /** The drill does something. */
        ACTION,
        /** The swarm answers to it. */
        CHANGE,
        /** A check passes. */
        PASSED,
        /** A check fails, or an action does. */
        FAILED
    }
}
