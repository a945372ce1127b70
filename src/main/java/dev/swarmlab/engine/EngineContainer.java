package dev.swarmlab.engine;

import java.util.List;
import java.util.Map;

/**
 * A container as the engine reports it.
 *
 * @param name without the leading slash
 * @param status the state as text for users, as in {@code Up 3 minutes}
 * @param addresses its IPv4 address in each network, by the network's name
 * @param ports published ports
 * @param madeIn the network with which it was created, by the name in the request; it may be connected to another one
 *     since. Empty when the engine does not report it
 * @param imageId the id of the image that it runs; its reference may name another image since. Empty when the engine
 *     does not report it
 */
public record EngineContainer(
        String id,
        String name,
        String image,
        Reported<ContainerState> state,
        String status,
        Map<String, String> labels,
        Map<String, String> addresses,
        List<EnginePort> ports,
        String madeIn,
        String imageId) {

    /** A container whose creation network and image id are not known. */
    public EngineContainer(
            String id,
            String name,
            String image,
            Reported<ContainerState> state,
            String status,
            Map<String, String> labels,
            Map<String, String> addresses,
            List<EnginePort> ports) {
        this(id, name, image, state, status, labels, addresses, ports, "", "");
    }

    public boolean isRunning() {
        return state.is(ContainerState.RUNNING);
    }

    public boolean isPaused() {
        return state.is(ContainerState.PAUSED);
    }

    /** Whether it was created and never started. */
    public boolean wasNeverStarted() {
        return state.is(ContainerState.CREATED);
    }

    public String label(String key) {
        return labels.getOrDefault(key, "");
    }

    /** A port of a container that is published on the engine's host. */
    public record EnginePort(String hostAddress, int hostPort, int containerPort, String protocol) {}
}
