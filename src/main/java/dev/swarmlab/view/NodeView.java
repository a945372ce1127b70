package dev.swarmlab.view;

import java.util.Map;

/**
 * A node.
 *
 * @param id the swarm's; the container's name as long as the node is not in the swarm
 * @param role {@code manager} or {@code worker}
 * @param reachability {@code reachable} or {@code unreachable} for managers, else empty
 * @param state as in {@code ready}, {@code down}; empty as long as it is not in the swarm
 * @param availability {@code active}, {@code pause} or {@code drain}
 * @param container the state of its container, as in {@code running}, {@code exited}; empty where nobody knows
 * @param engine the version of its Docker engine
 * @param labels its swarm labels, sorted
 */
public record NodeView(
        String id,
        String name,
        String role,
        boolean leader,
        String reachability,
        String state,
        String availability,
        String container,
        String address,
        String engine,
        Map<String, String> labels) {

    /** In one word, whatever of it is the worst: {@code ready}, {@code stopped}, {@code down}, {@code drain} … */
    public String condition() {
        if (!container.isEmpty() && !container.equals("running")) {
            return container.equals("exited") ? "stopped" : container;
        }
        if (!state.equals("ready")) {
            return state.isEmpty() ? "not in the swarm" : state;
        }
        return availability.equals("active") ? state : availability;
    }
}
