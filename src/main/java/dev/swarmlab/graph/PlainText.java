package dev.swarmlab.graph;

/**
 * What came from the cluster, with nothing in it that is more than a character: names, labels and errors are anybody's.
 */
final class PlainText {

    private static final int REPLACEMENT = 0xFFFD;

    private PlainText() {}

    /** With a sign in the place of what no document may contain, and of what turns the direction of its surroundings. */
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
        return forbidden || turnsDirection(character) ? REPLACEMENT : character;
    }

    private static boolean turnsDirection(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }
}
