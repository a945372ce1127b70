package dev.swarmlab.yaml;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a descriptor.
 *
 * @param file the file as the user named it
 * @param line the first is 1; 0 when the file as a whole is meant
 * @param column the first is 1, counted in characters
 * @param advice what to write instead
 * @param sourceLine the line as it stands in the file; null when there is none to show
 */
public record Problem(
        String file,
        int line,
        int column,
        String message,
        String advice,
        @Nullable String sourceLine) {

    private static final String INDENT = "    ";
    private static final int WIDEST = 120;

    /** The problem for people: where and what, the line with a caret beneath the place, and what to do. */
    public String render() {
        String position = line < 1 ? file : file + ":" + line + ":" + column;
        return position + ": " + message + "\n"
                + (sourceLine == null || sourceLine.isBlank() ? "" : excerpt(sourceLine)) + "  " + advice + "\n";
    }

    /** A long line is cut to what stands around the place. */
    private String excerpt(String source) {
        int[] characters = source.codePoints().toArray();
        int at = Math.min(column - 1, characters.length);
        int from = Math.max(0, Math.min(at - WIDEST / 2, characters.length - WIDEST));
        int to = Math.min(characters.length, from + WIDEST);
        String shown = new String(characters, from, to - from);
        // Tabs stay in the padding, so that the caret stands below its character whatever a tab's width is.
        String padding = new String(characters, from, at - from).replaceAll("[^\t]", " ");
        return INDENT + Messages.printable(shown) + "\n" + INDENT + padding + "^\n";
    }
}
