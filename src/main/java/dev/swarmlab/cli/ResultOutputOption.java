package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that prints results of checks. */
final class ResultOutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml|junit",
            defaultValue = "table",
            description = "Output format: table, json, yaml or junit. Default: table")
    private ResultFormat format = ResultFormat.TABLE;

    @Mixin
    private HeadersOption headers = new HeadersOption();

    boolean isTable() {
        return format == ResultFormat.TABLE;
    }

    /** @param table begins with a line of headers */
    void printTable(Console console, String table) {
        console.out().print(headers.of(table));
    }

    /**
     * Prints results.
     *
     * @param table makes a table that begins with a line of headers
     * @param junit makes the XML format of JUnit
     */
    void print(Console console, Object data, Supplier<String> table, Supplier<String> junit) {
        console.out()
                .print(
                        switch (format) {
                            case TABLE -> headers.of(table.get());
                            case JSON -> Output.of(OutputFormat.JSON, data, table);
                            case YAML -> Output.of(OutputFormat.YAML, data, table);
                            case JUNIT -> junit.get();
                        });
    }
}
