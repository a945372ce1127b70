package dev.swarmlab.engine;

import java.util.List;
import java.util.Map;

/**
 * A container as the engine shows it.
 *
 * @param name without the leading slash
 * @param status the state as text for users, as in {@code Up 3 minutes}
 * @param addresses its IPv4 address in each network, by the network's name
 * @param madeIn the network that it was created in, as its creator named it, wherever it is connected now; empty when the
 *     engine does not say
 * @param imageId the id of the image that it runs, whatever its reference names by now; empty when the engine does not say
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

    /** One of which it does not matter how it was made. */
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
