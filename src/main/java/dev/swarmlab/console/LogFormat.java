package dev.swarmlab.console;

import java.util.Locale;

/** How progress and messages are written to standard error. */
public enum LogFormat {
    TEXT,
    /** One JSON object a line, see {@link JsonLog}. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
