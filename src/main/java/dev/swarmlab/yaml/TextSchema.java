package dev.swarmlab.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A string, with a parser for its value, such as a port or the name of an image. */
public final class TextSchema<T> implements Schema<T> {

    /** Parses the string, or reports a problem and returns null. */
    @FunctionalInterface
    public interface Parser<T> {
        @Nullable
        T parse(String text, ConfigValue value);
    }

    private final String pattern;
    private final int maxLength;
    private final Parser<T> parser;

    private TextSchema(String pattern, int maxLength, Parser<T> parser) {
        this.pattern = pattern;
        this.maxLength = maxLength;
        this.parser = parser;
    }

    /** A string that the parser checks. Editors check it by the pattern, a regular expression that may accept more. */
    public static <T> TextSchema<T> parsed(String pattern, Parser<T> parser) {
        return new TextSchema<>(pattern, YamlTreeBuilder.MAX_TEXT_LENGTH, parser);
    }

    /** A string that is not blank. */
    public static TextSchema<String> nonBlank() {
        return parsed("\\S", (text, value) -> text.isBlank() ? value.problem("is empty", "write a string") : text);
    }

    /** A string on one line that is not blank. */
    public static TextSchema<String> singleLine() {
        return parsed("\\S", (text, value) -> {
            if (text.isBlank()) {
                return value.problem("is empty", "write a string");
            }
            return text.codePoints().anyMatch(Character::isISOControl)
                    ? value.problem("contains a line break or another control character", "write it on one line")
                    : text;
        });
    }

    /** A string that matches the pattern as a whole and is not longer than {@code maxLength} characters. */
    public static TextSchema<String> matching(String pattern, int maxLength, String advice) {
        Pattern compiled = Pattern.compile(pattern);
        return new TextSchema<>(anchored(pattern), maxLength, (text, value) -> {
            if (!compiled.matcher(text).matches()) {
                return value.problem("can't be " + Messages.quote(text), advice);
            }
            return text.length() <= maxLength
                    ? text
                    : value.problem("has " + text.length() + " characters, more than " + maxLength, "shorten it");
        });
    }

    /** A pattern for JSON Schema that must match the whole string. Without anchors it could match any part of it. */
    public static String anchored(String pattern) {
        return "^(" + pattern + ")$";
    }

    @Override
    public @Nullable T read(ConfigValue value) {
        if (!(value.yaml() instanceof YamlNode.Scalar scalar)) {
            return value.wrongKind("a string", "write a single string");
        }
        return scalar.kind() == ScalarKind.TEXT
                ? parser.parse(scalar.text(), value)
                : value.wrongKind("a string", "put it in quotes: \"" + scalar.text() + "\"");
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode jsonSchema = JsonSchemas.ofType("string").put("pattern", pattern);
        if (maxLength < YamlTreeBuilder.MAX_TEXT_LENGTH) {
            jsonSchema.put("maxLength", maxLength);
        }
        return JsonSchemas.orVariable(jsonSchema);
    }
}
