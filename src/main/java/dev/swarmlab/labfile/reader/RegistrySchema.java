package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.RegistrySettings;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.Values;
import dev.swarmlab.yaml.WholeNumberSchema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of {@code registry}. */
final class RegistrySchema {

    private static final Field<String> IMAGE = Field.optional("image", new ImageSchema(), "The registry's image.")
            .withDefault(RegistrySettings.DEFAULT_IMAGE, RegistrySettings.DEFAULT_IMAGE);
    private static final Field<Integer> PORT = Field.optional(
            "port",
            new WholeNumberSchema(
                    1, 65535, "write a port from 1 to 65535, or remove the key to have a free one chosen"),
            "The registry's port on the host's loopback; a free one without it.");
    private static final Field<URI> MIRROR = Field.optional(
            "mirror", HttpUrlSchema.schema(), "A registry that this one is a pull-through cache of, as a URL.");

    private static final Map<String, String> HINTS = Map.of(
            "ports", "write one number: port: 5000",
            "proxy", "did you mean `mirror`?",
            "remoteurl", "did you mean `mirror`?");

    private RegistrySchema() {}

    static Schema<RegistrySettings> schema() {
        return new MappingSchema<>("{port: 5000}", List.of(IMAGE, PORT, MIRROR), HINTS, RegistrySchema::build);
    }

    private static RegistrySettings build(Values values) {
        @Nullable Integer port = values.find(PORT);
        if (port != null) {
            values.requireUnique(PORT, UniqueInLab.HostPort.onLoopback(port));
        }
        return new RegistrySettings(values.get(IMAGE), port, values.find(MIRROR));
    }
}
