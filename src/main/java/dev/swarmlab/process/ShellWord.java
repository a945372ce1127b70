package dev.swarmlab.process;

/** Quotes texts for POSIX shells. */
public final class ShellWord {

    private ShellWord() {}

    /** The text as one word in single quotes. It may have any characters. */
    public static String of(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
