package dev.swarmlab.cli;

import dev.swarmlab.console.LogFormat;
import dev.swarmlab.console.LogOptions;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command. They may stand before or after the command's name. */
final class GlobalOptions {

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            fallbackValue = "true",
            description = "Show each call to a Docker engine: method, path, status and duration.")
    private boolean verbose;

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            scope = ScopeType.INHERIT,
            description = "Format of progress and messages on standard error. Default: text")
    private LogFormat format = LogFormat.TEXT;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "Use no colours and redraw no lines.")
    private boolean noColor;

    LogOptions log() {
        return new LogOptions(verbose, format, !noColor);
    }
}
