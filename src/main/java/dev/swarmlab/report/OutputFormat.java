package dev.swarmlab.report;

/** How a command shows what it found. */
public enum OutputFormat {
    TABLE,
    JSON,
    YAML;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
