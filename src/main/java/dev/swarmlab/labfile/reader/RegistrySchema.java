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

/** The settings of the lab's registry and of its pull-through cache. */
final class RegistrySchema {

    private static final Field<String> IMAGE = Field.optional("image", new ImageSchema(), "The image of the registry.")
            .withDefault(RegistrySettings.DEFAULT_IMAGE, RegistrySettings.DEFAULT_IMAGE);
    private static final Field<Integer> PORT = Field.optional(
            "port",
            new WholeNumberSchema(1, 65535, "write a port from 1 to 65535, or remove the key for a free one"),
            "The port on the host's loopback address. Default: a free one.");
    private static final Field<URI> MIRROR = Field.optional(
            "mirror",
            HttpUrlSchema.ofRegistry(),
            "The URL of the registry for which a pull-through cache is created, as in https://registry-1.docker.io for"
                    + " Docker Hub. Default: no cache.");

    private static final Map<String, String> HINTS = Map.of(
            "ports", "write a single number, as in port: 5000",
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
