package dev.swarmlab.yaml;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The kind of a scalar without quotes, as in the core schema of YAML 1.2 without its rare forms of numbers. Unlike in
 * YAML 1.1, which most libraries follow, {@code on}, {@code no}, {@code 22:22} and {@code 010} are strings.
 */
public enum ScalarKind {
    NULL("null", "|~|null"),
    BOOLEAN("a boolean", "true|false"),
    INTEGER("a whole number", "-?(0|[1-9][0-9]*)"),
    DECIMAL("a number with a fraction", "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?"),
    TEXT("a string", ".*");

    private final String description;
    private final Pattern plain;

    ScalarKind(String description, String plain) {
        this.description = description;
        this.plain = Pattern.compile(plain, Pattern.DOTALL);
    }

    /** The kind of a scalar without quotes. The patterns overlap, so the first constant that matches counts. */
    public static ScalarKind ofPlain(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.plain.matcher(text).matches())
                .findFirst()
                .orElse(TEXT);
    }

    /** For messages, as in "a whole number". */
    String description() {
        return description;
    }
}
