package dev.swarmlab.labfile.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swarmlab.labfile.ImageReference;
import dev.swarmlab.yaml.ConfigValue;
import dev.swarmlab.yaml.Messages;
import dev.swarmlab.yaml.Schema;
import dev.swarmlab.yaml.TextSchema;
import org.jspecify.annotations.Nullable;

/** An image reference. */
record ImageSchema() implements Schema<String> {

    private static final Schema<String> TEXT =
            TextSchema.parsed(TextSchema.anchored(ImageReference.PATTERN), ImageSchema::parse);

    @Override
    public @Nullable String read(ConfigValue value) {
        return TEXT.read(value);
    }

    private static @Nullable String parse(String text, ConfigValue value) {
        return ImageReference.parse(text).isPresent()
                ? text
                : value.problem(
                        "can't be " + Messages.quote(text) + ", which is not an image reference",
                        ImageReference.advice(text));
    }

    @Override
    public ObjectNode jsonSchema() {
        return TEXT.jsonSchema();
    }
}
