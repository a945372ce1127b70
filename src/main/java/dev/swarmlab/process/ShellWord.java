package dev.swarmlab.process;

/** A text as one word of a POSIX shell. */
public final class ShellWord {

    private ShellWord() {}

    /** The text in quotes, whatever it holds. */
    public static String of(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
