package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reference of an image. */
record ImageSchema() implements Schema<String> {

    private static final Schema<String> TEXT =
            TextSchema.parsed(TextSchema.anchored(ImageReference.PATTERN), ImageSchema::parse);

    @Override
    public @Nullable String read(ConfigValue value) {
        return TEXT.read(value);
    }

    private static @Nullable String parse(String text, ConfigValue value) {
        if (ImageReference.parse(text).isPresent()) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return value.problem(
                "can't be " + Quote.of(text) + ", which is no image reference",
                ImageReference.parse(lower).isPresent()
                        ? "images are named in lower case: " + lower
                        : "write NAME, NAME:TAG or HOST:PORT/NAME:TAG, as in docker:29-dind");
    }

    @Override
    public ObjectNode jsonSchema() {
        return TEXT.jsonSchema();
    }
}
