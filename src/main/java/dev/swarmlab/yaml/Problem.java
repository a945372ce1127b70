package dev.swarmlab.yaml;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.failure.Place;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in a file.
 *
 * @param file the file as the user named it; for a value that overrides one of the file, its text on the command line
 * @param line counts from 1; 0 if the problem concerns the whole file, or a value that overrides one of the file
 * @param column counts from 1, in Unicode code points
 * @param message what is wrong
 * @param advice what to write instead
 * @param sourceLine the text of the line; null if there is no line to show
 */
public record Problem(
        String file,
        int line,
        int column,
        String message,
        String advice,
        @Nullable String sourceLine) {

    private static final String INDENT = "    ";
    private static final int MAX_WIDTH = 120;

    /**
     * The failure that tells all problems of a file.
     *
     * @param what the first line, as in "lab.yml is not a valid lab file"
     */
    public static Failure failure(String what, List<Problem> problems) {
        String rendered = problems.stream().map(Problem::render).collect(Collectors.joining("\n"));
        return Failure.of(FailureKind.WRONG_INPUT, what + "\n" + rendered)
                .at(problems.stream().map(Problem::place).toList());
    }

    /** The problem for programs that show it at its place. */
    public Place place() {
        return new Place(file, line, column, message, advice);
    }

    /** The problem as text: position and message, the line with a caret under the position, and the advice. */
    public String render() {
        String position = line < 1 ? file : file + ":" + line + ":" + column;
        return position + ": " + message + "\n"
                + (sourceLine == null || sourceLine.isBlank() ? "" : excerpt(sourceLine)) + "  " + advice + "\n";
    }

    /** The line with the caret. A long line is cut at both sides of the position. */
    private String excerpt(String source) {
        int[] characters = source.codePoints().toArray();
        int at = Math.min(column - 1, characters.length);
        int from = Math.max(0, Math.min(at - MAX_WIDTH / 2, characters.length - MAX_WIDTH));
        int to = Math.min(characters.length, from + MAX_WIDTH);
        String shown = new String(characters, from, to - from);
        // The padding keeps tabs, so that the caret is under its character for any tab width.
        String padding = new String(characters, from, at - from).replaceAll("[^\t]", " ");
        return INDENT + Messages.printable(shown) + "\n" + INDENT + padding + "^\n";
    }
}
