package dev.swarmlab.console;

/**
 * What the user wants to see on standard error.
 *
 * @param verbose whether each call to an engine is shown
 * @param format how progress and messages are written
 * @param color false when the user wants no colours, whatever the environment says
 */
public record LogOptions(boolean verbose, LogFormat format, boolean color) {

    static final LogOptions DEFAULT = new LogOptions(false, LogFormat.TEXT, true);
}
