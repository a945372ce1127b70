package dev.swarmlab.view;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeState;
import dev.swarmlab.swarm.Reachability;
import java.util.Map;

/**
 * A node.
 *
 * @param id the node id; the container's name for a node that is not in the swarm yet
 * @param role {@code manager} or {@code worker}
 * @param reachability empty for workers
 * @param state empty for a node that is not in the swarm yet
 * @param availability empty for a node that is not in the swarm yet
 * @param container the state of its container; empty when unknown
 * @param engine the version of its Docker engine
 * @param labels its swarm labels, sorted
 */
public record NodeView(
        String id,
        String name,
        String role,
        boolean leader,
        Reported<Reachability> reachability,
        Reported<NodeState> state,
        Reported<NodeAvailability> availability,
        Reported<ContainerState> container,
        String address,
        String engine,
        Map<String, String> labels) {

    /** The most severe of its states: {@code ready}, {@code stopped}, {@code down}, {@code drain}, … */
    public String status() {
        if (containerDoesNotRun()) {
            return container.is(ContainerState.EXITED) ? "stopped" : container.text();
        }
        if (!state.is(NodeState.READY)) {
            return state.isEmpty() ? "not in the swarm" : state.text();
        }
        return availability.is(NodeAvailability.ACTIVE) ? state.text() : availability.text();
    }

    /** Whether tasks can run there, as far as is known. */
    public boolean canRunTasks() {
        return !containerDoesNotRun() && state.is(NodeState.READY);
    }

    private boolean containerDoesNotRun() {
        return !container.isEmpty() && !container.is(ContainerState.RUNNING);
    }
}
