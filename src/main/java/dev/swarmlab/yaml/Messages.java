package dev.swarmlab.yaml;

/** Shows what someone wrote inside a message. */
public final class Messages {

    private static final int LONGEST = 60;

    private Messages() {}

    /** The text in quotes, cut when it is long. */
    public static String quote(String text) {
        int length = text.codePointCount(0, text.length());
        String shown = length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
        return '"' + printable(shown) + '"';
    }

    /** The text without anything that would move a terminal's cursor or change its colours. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .map(character -> isInvisible(character) ? '\uFFFD' : character)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return (type == Character.CONTROL && character != '\t')
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
