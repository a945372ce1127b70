package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.Reported;
import java.util.ArrayList;
import java.util.List;

/**
 * The membership of a node in a swarm, as the node's own daemon reports it. The managers may report something else.
 *
 * @param nodeId the node's id in the swarm; empty when it is in no swarm
 * @param address the address with which the node joined; empty when it is in no swarm
 * @param controlAvailable whether it is a running manager, with or without a quorum
 * @param error the reason for the state {@code error}; else empty
 * @param managers the addresses of the managers that the node knows, without ports
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

    /** Whether it is joining, or starting again. */
    public boolean isJoining() {
        return state.is(MembershipState.PENDING);
    }

    /** Whether its daemon reports an error, for example a manager that knows no leader. */
    public boolean isInError() {
        return state.is(MembershipState.ERROR);
    }

    /** Whether it waits for the unlock key. */
    public boolean isLocked() {
        return state.is(MembershipState.LOCKED);
    }

    public boolean isManager() {
        return controlAvailable;
    }

    /** As in {@code its swarm state is error, context deadline exceeded}. */
    public String described() {
        return "its swarm state is " + state + (error.isEmpty() ? "" : ", " + error);
    }

    /** Whether this is certainly not the node with that id. A node that is starting may not know its id. */
    public boolean isNotNode(String id) {
        return isInactive() || !(nodeId.isEmpty() || nodeId.equals(id));
    }

    /**
     * Whether it may be a manager once it has started.
     *
     * @param wasManager whether it was created as a manager
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
