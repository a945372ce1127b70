package dev.swarmlab.process;

/** Quotes texts for POSIX shells. */
public final class ShellWord {

    private ShellWord() {}

    /** The text as one word in single quotes. The text may contain any characters. */
    public static String of(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
