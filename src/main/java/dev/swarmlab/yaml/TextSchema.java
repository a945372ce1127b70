package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with a meaning, such as a port or the name of an image. */
public final class TextSchema<T> implements Schema<T> {

    /** Gives the text its meaning, or reports what is wrong with it and gives null. */
    @FunctionalInterface
    public interface Parser<T> {
        @Nullable
        T parse(String text, ConfigValue value);
    }

    private final String pattern;
    private final int longest;
    private final Parser<T> parser;

    private TextSchema(String pattern, int longest, Parser<T> parser) {
        this.pattern = pattern;
        this.longest = longest;
        this.parser = parser;
    }

    /** A text whose form editors can check by the pattern, and that the parser checks in full. */
    public static <T> TextSchema<T> parsed(String pattern, Parser<T> parser) {
        return new TextSchema<>(pattern, YamlTree.LONGEST_TEXT, parser);
    }

    /** Any text but the empty one. */
    public static TextSchema<String> any() {
        return parsed("\\S", (text, value) -> text.isBlank() ? value.problem("is empty", "write a text") : text);
    }

    /** Any text of one line, as a report shows it, but the empty one. */
    public static TextSchema<String> line() {
        return parsed("\\S", (text, value) -> {
            if (text.isBlank()) {
                return value.problem("is empty", "write a text");
            }
            return text.codePoints().anyMatch(Character::isISOControl)
                    ? value.problem("holds a line break or another control character", "write it on one line")
                    : text;
        });
    }

    /** A text of the pattern and no longer than that. */
    public static TextSchema<String> matching(String pattern, int longest, String advice) {
        Pattern compiled = Pattern.compile(pattern);
        return new TextSchema<>(anchored(pattern), longest, (text, value) -> {
            if (!compiled.matcher(text).matches()) {
                return value.problem("can't be " + Messages.quote(text), advice);
            }
            return text.length() <= longest
                    ? text
                    : value.problem(
                            "has " + text.length() + " characters, more than " + longest, "choose a shorter one");
        });
    }

    /** Another text's meaning, put into something larger. */
    public static <T, S> Schema<S> from(Schema<T> text, Function<T, S> meaning) {
        return new Schema<>() {
            @Override
            public @Nullable S read(ConfigValue value) {
                T parsed = text.read(value);
                return parsed == null ? null : meaning.apply(parsed);
            }

            @Override
            public ObjectNode jsonSchema() {
                return text.jsonSchema();
            }
        };
    }

    public static String anchored(String pattern) {
        return "^(" + pattern + ")$";
    }

    @Override
    public @Nullable T read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)) {
            return value.wrongKind("text", "write one text here");
        }
        return scalar.kind() == ScalarKind.TEXT
                ? parser.parse(scalar.text(), value)
                : value.wrongKind("text", "put it in quotes: \"" + scalar.text() + "\"");
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.ofType("string").put("pattern", pattern);
        if (longest < YamlTree.LONGEST_TEXT) {
            jsonSchema.put("maxLength", longest);
        }
        return JsonSchemas.orVariable(jsonSchema);
    }
}
