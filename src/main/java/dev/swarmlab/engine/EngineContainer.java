package dev.swarmlab.engine;

import java.util.List;
import java.util.Map;

/**
 * A container as the engine shows it.
 *
 * @param name without the leading slash
 * @param state as in {@code running}, {@code exited}, {@code created}, {@code paused}
 * @param status the state in words, as in {@code Up 3 minutes}
 * @param addresses its IPv4 address in each network, by the network's name
 */
public record EngineContainer(
        String id,
        String name,
        String image,
        String state,
        String status,
        Map<String, String> labels,
        Map<String, String> addresses,
        List<EnginePort> ports) {

    public boolean isRunning() {
        return state.equals("running");
    }

    public String label(String key) {
        return labels.getOrDefault(key, "");
    }

    /** A port of a container that is published on the engine's host. */
    public record EnginePort(String hostAddress, int hostPort, int containerPort, String protocol) {}
}
