package dev.swarmlab.report;

import java.util.Locale;

/** How a command shows what it found. */
public enum OutputFormat {
    TABLE,
    JSON,
    YAML;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
