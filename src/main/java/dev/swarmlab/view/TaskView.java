package dev.swarmlab.view;

import dev.swarmlab.engine.Reported;
import dev.swarmlab.swarm.TaskState;

/**
 * A task.
 *
 * @param service the id of its service
 * @param name service and slot, for example {@code echo_api.2}
 * @param slot the number of the replica; 0 for a task of a global service
 * @param node the id of its node; empty until it has one
 * @param image without its digest
 * @param desired the state that the swarm wants for it
 * @param error why it failed, or why it has no node yet; empty without an error
 * @param createdAt RFC 3339, UTC
 * @param changedAt when it got its current state; RFC 3339, UTC
 */
public record TaskView(
        String id,
        String service,
        String name,
        int slot,
        String node,
        String image,
        Reported<TaskState> state,
        Reported<TaskState> desired,
        String error,
        String createdAt,
        String changedAt) {

    boolean hasEnded() {
        return state.value().hasEnded();
    }
}
