package dev.swarmlab.engine;

/**
 * The state of a container.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, GET /containers/NAME/json,
 *     State.Status</a>
 */
public enum ContainerState {
    /** Never started. */
    CREATED,
    RUNNING,
    PAUSED,
    RESTARTING,
    REMOVING,
    EXITED,
    /** Ended, and its removal failed. */
    DEAD,
    /** Not known to swarmlab, or not reported. */
    UNKNOWN;

    /** @param text as a daemon reports it */
    public static Reported<ContainerState> of(String text) {
        return Reported.parse(text, UNKNOWN);
    }
}
