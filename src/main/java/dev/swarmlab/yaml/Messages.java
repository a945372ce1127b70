package dev.swarmlab.yaml;

/** Quotes the user's input in messages. */
public final class Messages {

    private static final int MAX_LENGTH = 60;

    private Messages() {}

    /** The text in double quotes, shortened as by {@link #shorten}. */
    public static String quote(String text) {
        return '"' + shorten(text) + '"';
    }

    /** The text, {@link #printable}. After 60 characters it is cut and ends with an ellipsis. */
    public static String shorten(String text) {
        int length = text.codePointCount(0, text.length());
        return printable(length <= MAX_LENGTH ? text : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "…");
    }

    /** The text with U+FFFD in place of characters that could control a terminal. */
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
