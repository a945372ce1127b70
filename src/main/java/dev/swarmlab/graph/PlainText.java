package dev.swarmlab.graph;

/** Makes text from the swarm safe for documents: names, labels and errors may contain any character. */
final class PlainText {

    private static final int REPLACEMENT = 0xFFFD;

    private PlainText() {}

    /**
     * Replaces line breaks and tabs by spaces, and characters that XML forbids or that change the text direction by
     * U+FFFD.
     */
    static String of(String text) {
        return text.codePoints()
                .map(PlainText::plain)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int plain(int character) {
        if (character == '\n' || character == '\t' || character == '\r') {
            return ' ';
        }
        boolean forbidden =
                switch (Character.getType(character)) {
                    case Character.CONTROL, Character.SURROGATE -> true;
                    default -> (character & 0xFFFE) == 0xFFFE;
                };
        return forbidden || changesDirection(character) ? REPLACEMENT : character;
    }

    private static boolean changesDirection(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }
}
