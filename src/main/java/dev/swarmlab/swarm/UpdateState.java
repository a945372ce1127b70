package dev.swarmlab.swarm;

import dev.swarmlab.engine.Reported;

/**
 * The state of a service's last update.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, GET /services, UpdateStatus.State</a>
 */
public enum UpdateState {
    UPDATING,
    /** Stopped after a task failed. */
    PAUSED,
    COMPLETED,
    ROLLBACK_STARTED,
    /** Stopped after a task failed. */
    ROLLBACK_PAUSED,
    ROLLBACK_COMPLETED,
    /** Not known to swarmlab, or there was no update. */
    UNKNOWN;

    /** @param text as a daemon reports it */
    public static Reported<UpdateState> of(String text) {
        return Reported.parse(text, UNKNOWN);
    }
}
