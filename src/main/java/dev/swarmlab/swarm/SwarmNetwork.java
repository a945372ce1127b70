package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * An overlay network as a manager reports it.
 *
 * @param subnet IPv4, in CIDR notation; empty when the swarm has not chosen one yet
 */
public record SwarmNetwork(
        String id, String name, boolean encrypted, boolean attachable, String subnet, Map<String, String> labels) {

    static SwarmNetwork of(JsonNode network) {
        Map<String, String> labels = new TreeMap<>();
        network.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new SwarmNetwork(
                network.path("Id").asText(),
                network.path("Name").asText(),
                network.path("Options").has("encrypted"),
                network.path("Attachable").asBoolean(),
                network.path("IPAM").path("Config").path(0).path("Subnet").asText(""),
                labels);
    }
}
