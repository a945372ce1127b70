package dev.swarmlab.swarm;

import dev.swarmlab.engine.Reported;

/**
 * The state of a task.
 *
 * @see <a href="https://docs.docker.com/engine/swarm/how-swarm-mode-works/swarm-task-states/">Swarm task states</a>
 */
public enum TaskState {
    NEW,
    PENDING,
    ASSIGNED,
    ACCEPTED,
    PREPARING,
    READY,
    STARTING,
    RUNNING,
    COMPLETE,
    SHUTDOWN,
    FAILED,
    /** Its node could not start it. */
    REJECTED,
    /** Its node was down for too long. */
    ORPHANED,
    /** Its service was removed or scaled down. */
    REMOVE,
    /** Not known to swarmlab, or not reported. */
    UNKNOWN;

    /** @param text as a daemon reports it */
    public static Reported<TaskState> of(String text) {
        return Reported.parse(text, UNKNOWN);
    }

    /** Whether a task in this state has ended, whatever the reason. */
    public boolean hasEnded() {
        return switch (this) {
            case COMPLETE, SHUTDOWN, FAILED, REJECTED, ORPHANED, REMOVE -> true;
            case NEW, PENDING, ASSIGNED, ACCEPTED, PREPARING, READY, STARTING, RUNNING, UNKNOWN -> false;
        };
    }
}
