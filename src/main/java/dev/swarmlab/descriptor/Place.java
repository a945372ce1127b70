package dev.swarmlab.descriptor;

import java.util.Comparator;

/** Where something stands in a file; the first line and the first column are 1. */
record Place(int line, int column) implements Comparable<Place> {

    /** The file as a whole. */
    static final Place WHOLE_FILE = new Place(0, 0);

    static final Place START = new Place(1, 1);

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

    /** Where the next character after the text would stand. */
    static Place atEndOf(String text) {
        String[] lines = text.split("\\R", -1);
        String last = lines[lines.length - 1];
        return new Place(lines.length, last.codePointCount(0, last.length()) + 1);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
