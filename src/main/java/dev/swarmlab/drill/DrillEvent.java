package dev.swarmlab.drill;

import java.time.Duration;

/**
 * An entry of a drill's timeline.
 *
 * @param at the time since the start of the drill
 * @param message what happened, as in {@code stop worker01} or {@code worker01 is down}
 */
public record DrillEvent(Duration at, Kind kind, String message) {

    /** What an event reports. */
    public enum Kind {
        /** An action of the drill. */
        ACTION,
        /** A change of the swarm. */
        CHANGE,
        /** A check that passed. */
        PASSED,
        /** A check or an action that failed. */
        FAILED
    }
}
