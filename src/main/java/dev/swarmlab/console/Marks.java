package dev.swarmlab.console;

/** The coloured marks at the beginning of a step's line (ANSI escape sequences). */
final class Marks {

    private static final String RESET = "\u001b[0m";

    /** A step has ended without an error. */
    static final String DONE = "\u001b[32m✓ " + RESET;

    /** A step has failed. */
    static final String FAILED = "\u001b[31m✗ " + RESET;

    private Marks() {}

    /** The line of a step that runs. */
    static String running(String line) {
        return "\u001b[2m· " + line + RESET;
    }
}
