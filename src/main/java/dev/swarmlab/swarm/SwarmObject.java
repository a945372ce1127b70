package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A service, config, secret or overlay network of a swarm, as a manager reports it.
 *
 * @param stack the name of its stack; empty when it belongs to none
 * @param digest changes when its specification changes; equal for two objects of the same specification. Only for
 *     secrets, whose content nobody can read, two objects are never equal
 * @param uses the ids of the networks, configs and secrets that a service uses
 */
public record SwarmObject(Kind kind, String id, String name, String stack, String digest, Set<String> uses) {

    private static final String STACK = "com.docker.stack.namespace";
    private static final String OWN_LABELS = "dev.swarmlab.";

    /** What Docker calls it. */
    public enum Kind {
        SERVICE("/services/"),
        NETWORK("/networks/"),
        CONFIG("/configs/"),
        SECRET("/secrets/");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        /** As in {@code service}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As in {@code service/web}: unique in a swarm. */
    public String key() {
        return kind.word() + "/" + name;
    }

    String path() {
        return kind.path + id;
    }

    /** @param networks the names of the swarm's networks by id: a recreated network has another id */
    static SwarmObject service(JsonNode service, Map<String, String> networks) {
        JsonNode specification = service.path("Spec");
        ObjectNode comparable = specification.deepCopy();
        Set<String> uses = new HashSet<>();
        byName(comparable.path("Networks"), networks, uses);
        byName(comparable.path("TaskTemplate").path("Networks"), networks, uses);
        JsonNode container = comparable.path("TaskTemplate").path("ContainerSpec");
        withoutIds(container.path("Configs"), "ConfigID", uses);
        withoutIds(container.path("Secrets"), "SecretID", uses);
        service.path("Endpoint")
                .path("VirtualIPs")
                .forEach(address -> uses.add(address.path("NetworkID").asText()));
        return new SwarmObject(
                Kind.SERVICE,
                service.path("ID").asText(),
                specification.path("Name").asText(),
                stack(specification),
                ObjectDigest.of(comparable),
                Set.copyOf(uses));
    }

    private static void byName(JsonNode targets, Map<String, String> networks, Set<String> uses) {
        for (JsonNode target : targets) {
            String id = target.path("Target").asText();
            uses.add(id);
            if (target instanceof ObjectNode fields) {
                fields.put("Target", networks.getOrDefault(id, id));
            }
        }
    }

    private static void withoutIds(JsonNode references, String field, Set<String> uses) {
        for (JsonNode reference : references) {
            uses.add(reference.path(field).asText());
            if (reference instanceof ObjectNode fields) {
                fields.remove(field);
            }
        }
    }

    static SwarmObject config(JsonNode config) {
        return object(Kind.CONFIG, config, ObjectDigest.of(config.path("Spec")));
    }

    static SwarmObject secret(JsonNode secret) {
        ObjectNode comparable = secret.path("Spec").deepCopy();
        comparable.set("ID", secret.path("ID"));
        return object(Kind.SECRET, secret, ObjectDigest.of(comparable));
    }

    private static SwarmObject object(Kind kind, JsonNode json, String digest) {
        JsonNode specification = json.path("Spec");
        String name = specification.path("Name").asText();
        return new SwarmObject(kind, json.path("ID").asText(), name, stack(specification), digest, Set.of());
    }

    /** The subnet does not count: the swarm chooses one for most networks, and a recreated network may get another. */
    static SwarmObject network(JsonNode network) {
        ObjectNode comparable = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {"Driver", "Attachable", "Internal", "EnableIPv6", "Ingress"}) {
            comparable.set(field, network.path(field));
        }
        ObjectNode options = comparable.putObject("Options");
        network.path("Options").properties().stream()
                .filter(option -> !option.getKey().endsWith(".vxlanid_list"))
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        ObjectNode labels = comparable.putObject("Labels");
        network.path("Labels").properties().stream()
                .filter(label -> !label.getKey().startsWith(OWN_LABELS))
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new SwarmObject(
                Kind.NETWORK,
                network.path("Id").asText(),
                network.path("Name").asText(),
                stack(network),
                ObjectDigest.of(comparable),
                Set.of());
    }

    private static String stack(JsonNode labelled) {
        return labelled.path("Labels").path(STACK).asText("");
    }
}
