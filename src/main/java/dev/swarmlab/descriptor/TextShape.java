package dev.swarmlab.descriptor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with a meaning, such as a port or the name of an image. */
final class TextShape<T> implements Shape<T> {

    /** Gives the text its meaning, or reports what is wrong with it and gives null. */
    @FunctionalInterface
    interface Parser<T> {
        @Nullable
        T parse(String text, Written written);
    }

    private final String pattern;
    private final int longest;
    private final Parser<T> parser;

    private TextShape(String pattern, int longest, Parser<T> parser) {
        this.pattern = pattern;
        this.longest = longest;
        this.parser = parser;
    }

    /** A text whose form editors can check by the pattern, and that the parser checks in full. */
    static <T> TextShape<T> parsed(String pattern, Parser<T> parser) {
        return new TextShape<>(pattern, YamlTree.LONGEST_TEXT, parser);
    }

    /** Any text but the empty one. */
    static TextShape<String> any() {
        return parsed("\\S", (text, written) -> text.isBlank() ? written.problem("is empty", "write a text") : text);
    }

    /** Any text of one line, as a report shows it, but the empty one. */
    static TextShape<String> line() {
        return parsed("\\S", (text, written) -> {
            if (text.isBlank()) {
                return written.problem("is empty", "write a text");
            }
            return text.codePoints().anyMatch(Character::isISOControl)
                    ? written.problem("holds a line break or another control character", "write it on one line")
                    : text;
        });
    }

    /** A text of the pattern and no longer than that. */
    static TextShape<String> matching(String pattern, int longest, String advice) {
        Pattern compiled = Pattern.compile(pattern);
        return new TextShape<>(anchored(pattern), longest, (text, written) -> {
            if (!compiled.matcher(text).matches()) {
                return written.problem("can't be " + Quote.of(text), advice);
            }
            return text.length() <= longest
                    ? text
                    : written.problem(
                            "has " + text.length() + " characters, more than " + longest, "choose a shorter one");
        });
    }

    /** Another text's meaning, put into something larger. */
    static <T, S> Shape<S> from(Shape<T> text, Function<T, S> meaning) {
        return new Shape<>() {
            @Override
            public @Nullable S read(Written written) {
                T value = text.read(written);
                return value == null ? null : meaning.apply(value);
            }

            @Override
            public ObjectNode schema() {
                return text.schema();
            }
        };
    }

    static String anchored(String pattern) {
        return "^(" + pattern + ")$";
    }

    @Override
    public @Nullable T read(Written written) {
        if (!(written.yaml() instanceof Yaml.Scalar scalar)) {
            return written.wrongKind("text", "write one text here");
        }
        return scalar.kind() == ScalarKind.TEXT
                ? parser.parse(scalar.text(), written)
                : written.wrongKind("text", "put it in quotes: \"" + scalar.text() + "\"");
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.ofType("string").put("pattern", pattern);
        if (longest < YamlTree.LONGEST_TEXT) {
            schema.put("maxLength", longest);
        }
        return Schemas.orVariable(schema);
    }
}
