package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.Check;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import dev.swarmlab.yaml.Values;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.util.List;
import java.util.Map;

/** The check {@code network}: a name resolves in containers on a network. */
final class NetworkCheckSchema {

    private static final Field<String> NETWORK =
            Field.required("network", OverlayNetworkSchema.NAME_SCHEMA, "An attachable network.");
    private static final Field<String> RESOLVES = Field.required(
            "resolves",
            TextSchema.matching(
                    "[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?",
                    253,
                    "write a name, as in echo_api or tasks.echo_api"),
            "The name that must resolve in a container on the network, on every node.");
    private static final Field<Integer> ADDRESSES = Field.optional(
                    "addresses",
                    new WholeNumberSchema(1, CheckFields.MAX_COUNT, "write how many addresses it must have"),
                    "The minimum number of addresses.")
            .withDefault(1, 1);
    private static final Field<String> IMAGE = Field.optional(
            "image",
            new ImageSchema(),
            "An image with nslookup that every node has. Default: the first of the lab's `images`.");

    private static final Map<String, String> HINTS =
            Map.of("lookup", "did you mean `resolves`?", "count", "did you mean `addresses`?");

    private NetworkCheckSchema() {}

    static Schema<Check.NetworkCheck> schema() {
        return CheckFields.schema(
                "{name: found by name, network: localnet, resolves: tasks.echo_api}",
                List.of(NETWORK, RESOLVES, ADDRESSES, IMAGE),
                HINTS,
                NetworkCheckSchema::build);
    }

    private static Check.NetworkCheck build(Values values) {
        if (!values.has(IMAGE)) {
            ConfigValue check = values.mapping();
            check.context()
                    .addReference(ReferenceKind.FIRST_IMAGE, "", check.yaml().position());
        }
        return new Check.NetworkCheck(
                CheckFields.terms(values),
                values.get(NETWORK),
                values.get(RESOLVES),
                values.get(ADDRESSES),
                values.find(IMAGE));
    }
}
