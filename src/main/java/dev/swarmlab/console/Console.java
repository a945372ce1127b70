package dev.swarmlab.console;

import dev.swarmlab.progress.Progress;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command reads and writes. Data goes to {@code out}, everything said about the work to {@code err}.
 *
 * @param in standard input
 * @param out standard output: data only
 * @param err standard error: progress and errors
 * @param environment the environment variables
 * @param terminal whether {@code err} is a terminal that can redraw a line and show colours
 */
public record Console(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {

    /** What shows the progress of a command on this console. */
    public Progress progress() {
        return new Progress(terminal ? LiveProgress.on(err) : new PlainProgress(err));
    }

    /**
     * The console of this process. Redrawing and colours are off with {@code NO_COLOR}, {@code TERM=dumb}, or when
     * standard error is no terminal. Java can't ask that, so the launcher does and passes {@code swarmlab.terminal}.
     */
    public static Console ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean terminal = Boolean.getBoolean("swarmlab.terminal")
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return new Console(System.in, System.out, System.err, environment, terminal);
    }
}
