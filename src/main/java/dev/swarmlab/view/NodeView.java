package dev.swarmlab.view;

import java.util.Map;

/**
 * A node.
 *
 * @param id the node id; the container's name for a node that is not in the swarm yet
 * @param role {@code manager} or {@code worker}
 * @param reachability {@code reachable} or {@code unreachable} for a manager; empty for a worker
 * @param state {@code ready}, {@code down}, …; empty for a node that is not in the swarm yet
 * @param availability {@code active}, {@code pause} or {@code drain}; empty for a node that is not in the swarm yet
 * @param container the state of its container: {@code running}, {@code exited}, …; empty when unknown
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

    /** The most severe of its states: {@code ready}, {@code stopped}, {@code down}, {@code drain}, … */
    public String status() {
        if (!container.isEmpty() && !container.equals("running")) {
            return container.equals("exited") ? "stopped" : container;
        }
        if (!state.equals("ready")) {
            return state.isEmpty() ? "not in the swarm" : state;
        }
        return availability.equals("active") ? state : availability;
    }
}
