package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reference of an image. */
record ImageShape() implements Shape<String> {

    private static final Shape<String> TEXT =
            TextShape.parsed(TextShape.anchored(ImageReference.PATTERN), ImageShape::parse);

    @Override
    public @Nullable String read(Written written) {
        return TEXT.read(written);
    }

    private static @Nullable String parse(String text, Written written) {
        if (ImageReference.parse(text).isPresent()) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return written.problem(
                "can't be " + Quote.of(text) + ", which is no image reference",
                ImageReference.parse(lower).isPresent()
                        ? "images are named in lower case: " + lower
                        : "write NAME, NAME:TAG or HOST:PORT/NAME:TAG, as in docker:29-dind");
    }

    @Override
    public ObjectNode schema() {
        return TEXT.schema();
    }
}
