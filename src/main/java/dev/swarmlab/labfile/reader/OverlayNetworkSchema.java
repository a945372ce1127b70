package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.yaml.BooleanSchema;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.ShortOrLongSchema;
import dev.swarmlab.yaml.TextSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An overlay network: its name, or a mapping with the name and settings. */
record OverlayNetworkSchema() implements Schema<OverlayNetwork> {

    private static final Set<String> NAMES_OF_DOCKER = Set.of("ingress", "bridge", "host", "none", "docker_gwbridge");

    static final Schema<String> NAME_SCHEMA = TextSchema.matching(
            "[A-Za-z0-9][A-Za-z0-9_.-]*",
            63,
            "begin with a letter or digit, then use letters, digits, `_`, `.` and `-`");

    private static final Field<String> NAME = Field.required("name", NAME_SCHEMA, "The network's name.");
    private static final Field<Boolean> ENCRYPTED = Field.optional(
                    "encrypted", new BooleanSchema(), "Whether the traffic between nodes is encrypted.")
            .withDefault(false, false);
    private static final Field<String> SUBNET = Field.optional(
            "subnet",
            new SubnetSchema(8, 29, "10.9.0.0/24", Map.of()),
            "The network's IPv4 addresses, such as 10.9.0.0/24. Default: chosen by the swarm.");
    private static final Field<Boolean> ATTACHABLE = Field.optional(
                    "attachable", new BooleanSchema(), "Whether containers that belong to no service can join.")
            .withDefault(true, true);

    private static final Map<String, String> HINTS =
            Map.of("driver", "every network of a lab is an overlay network", "ipam", "did you mean `subnet`?");

    private static final Schema<OverlayNetwork> SCHEMA = new ShortOrLongSchema<>(
            NAME_SCHEMA.map(name -> new OverlayNetwork(name, false, null, true)),
            new MappingSchema<>(
                    "{name: secure, encrypted: true}",
                    List.of(NAME, ENCRYPTED, SUBNET, ATTACHABLE),
                    HINTS,
                    values -> new OverlayNetwork(
                            values.get(NAME), values.get(ENCRYPTED), values.find(SUBNET), values.get(ATTACHABLE))));

    @Override
    public @Nullable OverlayNetwork read(ConfigValue value) {
        OverlayNetwork network = value.as(SCHEMA);
        if (network == null) {
            return null;
        }
        if (NAMES_OF_DOCKER.contains(network.name())) {
            return value.problem(
                    "can't be named " + Messages.quote(network.name()),
                    "Docker has a network of that name; choose another one");
        }
        value.context()
                .requireUnique(
                        new UniqueInLab.NetworkName(network.name()),
                        value.yaml().position());
        return network;
    }

    @Override
    public ObjectNode jsonSchema() {
        return SCHEMA.jsonSchema();
    }
}
