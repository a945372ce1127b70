package dev.swarmlab.yaml;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A position in a file, or in a text that overrides a value of the file.
 *
 * @param line counts from 1; 0 for the whole file or text
 * @param column counts from 1, in Unicode code points; 0 for the whole file or text
 * @param source the text, as the user wrote it; null for the file
 */
public record Position(int line, int column, @Nullable String source) implements Comparable<Position> {

    /** For problems that concern the whole file. */
    static final Position WHOLE_FILE = new Position(0, 0);

    static final Position START = new Position(1, 1);

    private static final Comparator<Position> ORDER = Comparator.comparing(
                    (Position position) -> position.source == null ? "" : position.source)
            .thenComparingInt(Position::line)
            .thenComparingInt(Position::column);

    Position(int line, int column) {
        this(line, column, null);
    }

    /** The position of a text that overrides a value of the file. */
    public static Position of(String source) {
        return new Position(0, 0, source);
    }

    /** The position of a character that would follow the text. */
    static Position atEndOf(String text) {
        String[] lines = text.split("\\R", -1);
        String last = lines[lines.length - 1];
        return new Position(lines.length, last.codePointCount(0, last.length()) + 1);
    }

    /** For messages: "on line 3", or "in" with the source. */
    String described() {
        return source == null ? "on line " + line : "in " + Messages.shorten(source);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
