package dev.swarmlab.report;

import java.util.Locale;

/** The output formats of {@code --output}. */
public enum OutputFormat {
    TABLE,
    JSON,
    YAML;

    /** The value as the user types it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
