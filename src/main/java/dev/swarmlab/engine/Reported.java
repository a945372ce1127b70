package dev.swarmlab.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A state that a daemon reported. Code compares the constant. Messages, tables and JSON show the daemon's own text, so
 * they also show a state that only a newer Docker has.
 *
 * @param value the constant; {@code UNKNOWN} for a text that swarmlab does not know, and for none
 * @param text as the daemon wrote it; empty when it reported none
 */
public record Reported<S extends Enum<S>>(S value, String text) {

    /** A known state, with the text that daemons have for it: the constant's name in lower case. */
    public static <S extends Enum<S>> Reported<S> of(S value) {
        return new Reported<>(value, value.name().toLowerCase(Locale.ROOT));
    }

    /** @param unknown the constant for a text that is no name of another constant */
    public static <S extends Enum<S>> Reported<S> parse(String text, S unknown) {
        return Stream.of(unknown.getDeclaringClass().getEnumConstants())
                .map(Reported::of)
                .filter(known -> known.text().equals(text))
                .findFirst()
                .orElseGet(() -> new Reported<>(unknown, text));
    }

    public boolean is(S state) {
        return value == state;
    }

    /** Whether the daemon reported no state. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    @JsonValue
    public String text() {
        return text;
    }

    /** The daemon's text. */
    @Override
    public String toString() {
        return text;
    }
}
