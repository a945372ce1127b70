package dev.swarmlab.yaml;

import java.util.Comparator;

/** A position in a file. Lines and columns count from 1, columns in Unicode code points. */
public record Position(int line, int column) implements Comparable<Position> {

    /** For problems that concern the whole file. */
    static final Position WHOLE_FILE = new Position(0, 0);

    static final Position START = new Position(1, 1);

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    /** The position of a character that would follow the text. */
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
