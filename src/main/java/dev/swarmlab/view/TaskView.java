package dev.swarmlab.view;

import java.util.Set;

/**
 * A task.
 *
 * @param service the service's id
 * @param name as in {@code echo_api.2}
 * @param slot which replica it is, 0 for the task of a global service
 * @param node the node's id, empty as long as none has taken it
 * @param image without its digest
 * @param desired what the swarm wants its state to be
 * @param error why it failed or waits
 * @param createdAt RFC 3339, UTC
 * @param changedAt when it got its state; RFC 3339, UTC
 */
public record TaskView(
        String id,
        String service,
        String name,
        int slot,
        String node,
        String image,
        String state,
        String desired,
        String error,
        String createdAt,
        String changedAt) {

    private static final Set<String> ENDED = Set.of("complete", "shutdown", "failed", "rejected", "remove", "orphaned");

    boolean hasEnded() {
        return ENDED.contains(state);
    }
}
