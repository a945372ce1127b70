package dev.swarmlab.yaml;

import java.util.Comparator;

/** Where something stands in a file; the first line and the first column are 1. */
public record Position(int line, int column) implements Comparable<Position> {

    /** The file as a whole. */
    static final Position WHOLE_FILE = new Position(0, 0);

    static final Position START = new Position(1, 1);

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    /** Where the next character after the text would stand. */
    static Position atEndOf(String text) {
        String[] lines = text.split("\\R", -1);
        String last = lines[lines.length - 1];
        return new Position(lines.length, last.codePointCount(0, last.length()) + 1);
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
