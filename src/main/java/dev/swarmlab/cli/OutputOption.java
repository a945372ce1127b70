package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option of every command that shows something to people or to machines. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            defaultValue = "table",
            description = "How to show it. Default: table")
    private OutputFormat format = OutputFormat.TABLE;

    boolean isTable() {
        return format == OutputFormat.TABLE;
    }

    /** Prints the data as the user wants it. */
    void print(Console console, Object data, Supplier<String> table) {
        console.out().print(Output.of(format, data, table));
    }
}
