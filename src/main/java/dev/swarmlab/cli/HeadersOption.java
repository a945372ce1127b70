package dev.swarmlab.cli;

import picocli.CommandLine.Option;

/** The option of a command that prints a table. */
final class HeadersOption {

    @Option(names = "--no-headers", fallbackValue = "true", description = "Print no column headers in tables.")
    private boolean hidden;

    /** @param table begins with a line of headers */
    String of(String table) {
        return hidden ? table.substring(table.indexOf('\n') + 1) : table;
    }
}
