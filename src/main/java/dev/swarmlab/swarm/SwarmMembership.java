package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.Reported;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node's own daemon says of its place in a swarm. The swarm's managers may say otherwise.
 *
 * @param nodeId the swarm's id of this node, empty when it is in none
 * @param address what the node told the swarm as its address, empty when it is in none
 * @param controlAvailable whether it is a manager that is at work, even one without a quorum
 * @param error why the state is {@code error}, else empty
 * @param managers the addresses of the managers that it knows, without ports
 */
public record SwarmMembership(
        Reported<MembershipState> state,
        String nodeId,
        String address,
        boolean controlAvailable,
        String error,
        List<String> managers) {

    public boolean isInactive() {
        return state.is(MembershipState.INACTIVE);
    }

    public boolean isActive() {
        return state.is(MembershipState.ACTIVE);
    }

    /** Whether it has been told to join and is not in yet, or comes back after a restart. */
    public boolean isJoining() {
        return state.is(MembershipState.PENDING);
    }

    /** Also a manager's state while it knows no leader. */
    public boolean isInError() {
        return state.is(MembershipState.ERROR);
    }

    /** Whether its swarm is locked, and it waits for the unlock key. */
    public boolean isLocked() {
        return state.is(MembershipState.LOCKED);
    }

    public boolean isManager() {
        return controlAvailable;
    }

    /** As in {@code its place in the swarm is error, context deadline exceeded}. */
    public String described() {
        return "its place in the swarm is " + state + (error.isEmpty() ? "" : ", " + error);
    }

    /** Whether it is certain that the swarm's node of that id is another one. A node that is starting may not know its id. */
    public boolean isNotNode(String id) {
        return isInactive() || !(nodeId.isEmpty() || nodeId.equals(id));
    }

    /**
     * Whether it may turn out to be a manager once it has started.
     *
     * @param wasManager whether it was made as one
     */
    public boolean mayBeManager(boolean wasManager) {
        return (isJoining() || isInError()) && (wasManager || managers.contains(address));
    }

    /** From the answer to {@code GET /info}. */
    static SwarmMembership of(JsonNode info) {
        JsonNode swarm = info.path("Swarm");
        List<String> managers = new ArrayList<>();
        swarm.path("RemoteManagers")
                .forEach(manager -> managers.add(manager.path("Addr").asText("").replaceFirst(":\\d+$", "")));
        return new SwarmMembership(
                MembershipState.of(swarm.path("LocalNodeState").asText("")),
                swarm.path("NodeID").asText(""),
                swarm.path("NodeAddr").asText(""),
                swarm.path("ControlAvailable").asBoolean(false),
                swarm.path("Error").asText(""),
                List.copyOf(managers));
    }
}
