package dev.swarmlab.labfile.reader;

import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.yaml.Field;
import dev.swarmlab.yaml.ListSchema;
import dev.swarmlab.yaml.MappingSchema;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.Values;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that the lab file's {@code node} or a group of nodes has. Those that it does not have are null. */
record NodeSettingsOverrides(
        @Nullable String image,
        @Nullable Path build,
        @Nullable List<String> args,
        @Nullable Long memoryBytes,
        @Nullable BigDecimal cpus) {

    static final NodeSettingsOverrides NONE = new NodeSettingsOverrides(null, null, null, null, null);

    private static final Field<String> IMAGE =
            Field.optional("image", new ImageSchema(), "The docker-in-docker image.");
    private static final Field<Path> BUILD = Field.optional(
            "build",
            HostPathSchema.buildFolder(),
            "A folder with a Dockerfile or a recipe. The image is built from it, and again when the folder has changed."
                    + " It is never pulled.");
    private static final Field<List<String>> ARGS = Field.optional(
            "args",
            new ListSchema<>(DaemonArgumentSchema.schema(), "[\"--mtu=1400\"]"),
            "More arguments for the node's daemon, each as one string, such as --mtu=1400.");
    private static final Field<Long> MEMORY = Field.optional(
            "memory",
            new MemorySchema(),
            "Memory limit of the node and everything that runs in it, such as 512m or 1.5g. Default: no limit.");
    private static final Field<BigDecimal> CPUS =
            Field.optional("cpus", new CpusSchema(), "Processor limit, such as 0.5 or 2. Default: no limit.");

    static final List<Field<?>> FIELDS = List.of(IMAGE, BUILD, ARGS, MEMORY, CPUS);

    static final Map<String, String> HINTS = Map.of(
            "mem_limit", "did you mean `memory`?",
            "mem", "did you mean `memory`?",
            "ram", "did you mean `memory`?",
            "command", "did you mean `args`?",
            "dockerfile", "did you mean `build`?");

    /** The schema of the lab file's {@code node}. */
    static Schema<NodeSettingsOverrides> schema() {
        return new MappingSchema<>("{image: docker:29-dind}", FIELDS, HINTS, NodeSettingsOverrides::of);
    }

    /** The settings among the values; null after a problem was reported. */
    static @Nullable NodeSettingsOverrides of(Values values) {
        String image = values.find(IMAGE);
        Path build = values.find(BUILD);
        if (build != null && image == null) {
            return values.mapping()
                    .problem(
                            "has a `build` but no `image`",
                            "name the image that is built, as in image: my/node:latest");
        }
        if (build != null && image != null) {
            values.requireUnique(BUILD, UniqueInLab.BuiltImage.of(image, BuildSource.of(build)));
        }
        return new NodeSettingsOverrides(image, build, values.find(ARGS), values.find(MEMORY), values.find(CPUS));
    }

    /** The base with these settings. The base's {@code build} belongs to its image and is dropped with it. */
    NodeSettings applyTo(NodeSettings base) {
        return new NodeSettings(
                image == null ? base.image() : image,
                build == null && image == null ? base.build() : build,
                args == null ? base.args() : args,
                memoryBytes == null ? base.memoryBytes() : memoryBytes,
                cpus == null ? base.cpus() : cpus);
    }
}
