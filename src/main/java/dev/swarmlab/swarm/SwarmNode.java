package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.Reported;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node as a manager reports it.
 *
 * @param version the version of the object, which an update must contain
 * @param role the desired role
 * @param message the reason for the state; empty when there is none
 * @param leader whether it is the leader of the managers
 * @param reachability empty for workers
 * @param labels its swarm labels, sorted
 */
public record SwarmNode(
        String id,
        long version,
        String hostname,
        Reported<NodeRole> role,
        Reported<NodeState> state,
        String message,
        Reported<NodeAvailability> availability,
        boolean leader,
        Reported<Reachability> reachability,
        String address,
        String engineVersion,
        Map<String, String> labels) {

    /** Whether its desired role is manager. A node that was demoted may still {@link #votes vote}. */
    public boolean isManager() {
        return role.is(NodeRole.MANAGER);
    }

    /** Whether it counts for the managers' quorum. */
    public boolean votes() {
        return !reachability.isEmpty();
    }

    public boolean isReady() {
        return state.is(NodeState.READY);
    }

    /** Whether it takes new tasks. */
    public boolean takesTasks() {
        return isReady() && availability.is(NodeAvailability.ACTIVE);
    }

    /** Whether it is a manager that the other managers do not reach. */
    public boolean isUnreachable() {
        return reachability.is(Reachability.UNREACHABLE);
    }

    public boolean isDown() {
        return state.is(NodeState.DOWN);
    }

    static SwarmNode of(JsonNode node) {
        JsonNode specification = node.path("Spec");
        JsonNode description = node.path("Description");
        JsonNode status = node.path("Status");
        JsonNode manager = node.path("ManagerStatus");
        Map<String, String> labels = new TreeMap<>();
        specification
                .path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new SwarmNode(
                node.path("ID").asText(),
                node.path("Version").path("Index").asLong(),
                description.path("Hostname").asText(),
                NodeRole.of(specification.path("Role").asText()),
                NodeState.of(status.path("State").asText()),
                status.path("Message").asText(""),
                NodeAvailability.of(specification.path("Availability").asText()),
                manager.path("Leader").asBoolean(false),
                Reachability.of(manager.path("Reachability").asText("")),
                status.path("Addr").asText(""),
                description.path("Engine").path("EngineVersion").asText(""),
                labels);
    }
}
