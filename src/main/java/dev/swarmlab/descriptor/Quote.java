package dev.swarmlab.descriptor;

/** Shows what someone wrote inside a message. */
final class Quote {

    private static final int LONGEST = 60;

    private Quote() {}

    /** The text in quotes, cut when it is long. */
    static String of(String text) {
        int length = text.codePointCount(0, text.length());
        String shown = length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
        return '"' + visible(shown) + '"';
    }

    /** The text without anything that would move a terminal's cursor or change its colours. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints()
                .map(character -> isInvisible(character) ? '\uFFFD' : character)
                .forEach(visible::appendCodePoint);
        return visible.toString();
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
