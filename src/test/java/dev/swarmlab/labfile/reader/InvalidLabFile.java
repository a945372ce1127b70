package dev.swarmlab.labfile.reader;

import java.util.Map;

/**
 * A descriptor that is refused, and how.
 *
 * @param position LINE:COLUMN of its one problem
 * @param message a part of what is said about it
 * @param advice a part of what is said to write instead
 */
public record InvalidLabFile(String what, String yaml, String position, String message, String advice) {

    /** The variables that the tables rely on. */
    public static final Map<String, String> ENVIRONMENT =
            Map.of("SIX", "6", "WORD", "word", "EMPTY", "", "LIST", "[1, 2]", "ESCAPE", "\u001B[31mred");

    @Override
    public String toString() {
        return what;
    }
}
