package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a swarm holds, as a manager reports it.
 *
 * @param objects its services, overlay networks, configs and secrets
 * @param networks its overlay networks with their settings
 * @param ingress the network of the routing mesh; empty when it was removed
 * @param labels the labels of the swarm itself
 */
public record SwarmContents(
        List<SwarmNode> nodes,
        List<SwarmObject> objects,
        List<SwarmNetwork> networks,
        Optional<Ingress> ingress,
        SwarmSettings settings,
        Map<String, String> labels) {

    /**
     * The network of the routing mesh.
     *
     * @param isStandard whether it has the settings with which Docker creates it
     */
    public record Ingress(String id, boolean isStandard) {

        private static final String NAME = "ingress";
        private static final String SUBNET = "10.0.0.0/24";
        private static final String GATEWAY = "10.0.0.1";

        static Ingress of(JsonNode network) {
            boolean hasOptions = network.path("Options").properties().stream()
                    .map(Map.Entry::getKey)
                    .anyMatch(option -> option.equals("encrypted") || option.endsWith(".mtu"));
            JsonNode subnets = network.path("IPAM").path("Config");
            boolean hasSubnet = subnets.size() == 1
                    && subnets.path(0).path("Subnet").asText().equals(SUBNET);
            boolean isStandard = network.path("Name").asText().equals(NAME)
                    && hasSubnet
                    && !hasOptions
                    && !network.path("Internal").asBoolean()
                    && network.path("Labels").isEmpty();
            return new Ingress(network.path("Id").asText(), isStandard);
        }

        static ObjectNode standard() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("Name", NAME).put("Driver", "overlay").put("Ingress", true);
            ObjectNode subnet = body.putObject("IPAM").putArray("Config").addObject();
            subnet.put("Subnet", SUBNET).put("Gateway", GATEWAY);
            return body;
        }
    }

    /**
     * The requests to a manager about the contents of its swarm. Can be used by several threads at once. Every method
     * may throw {@link EngineException}.
     */
    public static final class Requests {

        private final EngineApi api;

        Requests(EngineApi api) {
            this.api = api;
        }

        /** Everything, with one request for each kind. */
        public SwarmContents read() {
            JsonNode overlays = api.get("/networks?filters=" + NodeDaemon.encode("{\"driver\":{\"overlay\":true}}"));
            Map<String, String> names = new HashMap<>();
            overlays.forEach(network ->
                    names.put(network.path("Id").asText(), network.path("Name").asText()));
            List<SwarmNetwork> networks = new ArrayList<>();
            List<SwarmObject> objects = new ArrayList<>();
            Ingress ingress = null;
            for (JsonNode network : overlays) {
                if (network.path("Ingress").asBoolean()) {
                    ingress = Ingress.of(network);
                } else {
                    networks.add(SwarmNetwork.of(network));
                    objects.add(SwarmObject.network(network));
                }
            }
            api.get("/services").forEach(service -> objects.add(SwarmObject.service(service, names)));
            api.get("/configs").forEach(config -> objects.add(SwarmObject.config(config)));
            api.get("/secrets").forEach(secret -> objects.add(SwarmObject.secret(secret)));
            List<SwarmNode> nodes = new ArrayList<>();
            api.get("/nodes").forEach(node -> nodes.add(SwarmNode.of(node)));
            JsonNode swarm = api.get("/swarm");
            return new SwarmContents(
                    nodes, objects, networks, Optional.ofNullable(ingress), SwarmSettings.of(swarm), labels(swarm));
        }

        private static Map<String, String> labels(JsonNode swarm) {
            Map<String, String> labels = new TreeMap<>();
            swarm.path("Spec")
                    .path("Labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            return labels;
        }

        /** Removes an object. It is no error when it does not exist. */
        public void remove(SwarmObject object) {
            removeIfPresent(object.path());
        }

        public void removeNetwork(String id) {
            removeIfPresent("/networks/" + id);
        }

        private void removeIfPresent(String path) {
            try {
                api.delete(path);
            } catch (EngineException exception) {
                if (!exception.isNotFound()) {
                    throw exception;
                }
            }
        }

        /** Creates the network of the routing mesh as Docker does. */
        public void createIngress() {
            api.post("/networks/create", Ingress.standard());
        }

        /** Gives the swarm Docker's default settings. It keeps its labels. */
        public void setDefaults() {
            JsonNode swarm = api.get("/swarm");
            update(swarm, SwarmSettings.withDefaults(swarm));
        }

        /** Replaces the labels of the swarm itself. */
        public void label(Map<String, String> labels) {
            JsonNode swarm = api.get("/swarm");
            ObjectNode specification = swarm.path("Spec").deepCopy();
            ObjectNode all = specification.putObject("Labels");
            labels.forEach(all::put);
            update(swarm, specification);
        }

        private void update(JsonNode swarm, ObjectNode specification) {
            long version = swarm.path("Version").path("Index").asLong();
            api.post("/swarm/update?version=" + version, specification);
        }
    }
}
