package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.DictionarySchema;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.ScalarSchema;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.ShortOrLongSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The source of an image, as in Compose: a folder, or a mapping with the folder and build arguments. */
record BuildSourceSchema() implements Schema<BuildSource> {

    /** Environment variables of recipes that the shell or swarmlab sets. */
    private static final List<String> RESERVED =
            List.of("ENV", "HOME", "IFS", "LD_PRELOAD", "PATH", "PWD", "SHELL", "SUITE", "TMPDIR");

    private static final Field<Path> CONTEXT =
            Field.required("context", HostPathSchema.buildFolder(), "The folder with a Dockerfile or a recipe.");
    private static final Field<Map<String, String>> ARGS = Field.optional(
                    "args",
                    new DictionarySchema<>(
                            "(?!(" + String.join("|", RESERVED) + ")$)[A-Z][A-Z0-9_]*",
                            "use capital letters, digits and `_`, as in VERSION; swarmlab sets "
                                    + String.join(", ", RESERVED) + " itself",
                            new ScalarSchema(1024, "VERSION: \"2\""),
                            "{VERSION: \"2\"}"),
                    "Build arguments: ARG of a Dockerfile, environment variables of a recipe.")
            .withDefault(Map.of(), Map.of());

    private static final Map<String, String> HINTS = Map.of(
            "dockerfile", "the file is always `Dockerfile` or `recipe` in the folder",
            "folder", "did you mean `context`?",
            "path", "did you mean `context`?",
            "arguments", "did you mean `args`?");

    private static final Schema<BuildSource> SCHEMA = new ShortOrLongSchema<>(
            HostPathSchema.buildFolder().map(BuildSource::of),
            new MappingSchema<>(
                    "{context: ./echo, args: {VERSION: \"2\"}}",
                    List.of(CONTEXT, ARGS),
                    HINTS,
                    values -> new BuildSource(values.get(CONTEXT), values.get(ARGS))));

    @Override
    public @Nullable BuildSource read(ConfigValue value) {
        return SCHEMA.read(value);
    }

    @Override
    public ObjectNode jsonSchema() {
        return SCHEMA.jsonSchema();
    }
}
