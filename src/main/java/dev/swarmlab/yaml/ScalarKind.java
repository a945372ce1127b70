package dev.swarmlab.yaml;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What a scalar without quotes is. This is YAML 1.2's core schema less its rarities: unlike in YAML 1.1, which most
 * libraries follow, {@code on} and {@code no} are texts, and so are {@code 22:22} and {@code 010}.
 */
public enum ScalarKind {
    NOTHING("nothing", "|~|null"),
    BOOLEAN("a boolean", "true|false"),
    INTEGER("a whole number", "-?(0|[1-9][0-9]*)"),
    DECIMAL("a number with a fraction", "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?"),
    TEXT("text", ".*");

    private final String words;
    private final Pattern plain;

    ScalarKind(String words, String plain) {
        this.words = words;
        this.plain = Pattern.compile(plain, Pattern.DOTALL);
    }

    /** The first that fits: every whole number would also be a fraction and every one of them a text. */
    public static ScalarKind ofPlain(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.plain.matcher(text).matches())
                .findFirst()
                .orElse(TEXT);
    }

    String words() {
        return words;
    }
}
