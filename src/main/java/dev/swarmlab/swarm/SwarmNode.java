package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node as the swarm's managers see it.
 *
 * @param id the swarm's id of it
 * @param version of the object, which every update must name
 * @param role {@code manager} or {@code worker}
 * @param state {@code ready}, {@code down}, {@code unknown} or {@code disconnected}
 * @param message what the state is due to, empty when the swarm gives no reason
 * @param availability {@code active}, {@code pause} or {@code drain}
 * @param leader whether it leads the managers
 * @param reachability {@code reachable} or {@code unreachable} for managers, else empty
 * @param labels its swarm labels, sorted
 */
public record SwarmNode(
        String id,
        long version,
        String hostname,
        String role,
        String state,
        String message,
        String availability,
        boolean leader,
        String reachability,
        String address,
        String engineVersion,
        Map<String, String> labels) {

    /** The role of a node that manages the swarm. */
    public static final String MANAGER = "manager";

    /** The role of a node that runs tasks only. */
    public static final String WORKER = "worker";

    /** Whether it shall be a manager. A node that was demoted votes until the others have noticed. */
    public boolean isManager() {
        return role.equals(MANAGER);
    }

    /** Whether it counts for the managers' quorum. */
    public boolean votes() {
        return !reachability.isEmpty();
    }

    public boolean isReady() {
        return state.equals("ready");
    }

    public boolean isDown() {
        return state.equals("down");
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
                specification.path("Role").asText(),
                status.path("State").asText(),
                status.path("Message").asText(""),
                specification.path("Availability").asText(),
                manager.path("Leader").asBoolean(false),
                manager.path("Reachability").asText(""),
                status.path("Addr").asText(""),
                description.path("Engine").path("EngineVersion").asText(""),
                labels);
    }
}
