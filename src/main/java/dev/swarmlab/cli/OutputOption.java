package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.lab.GroupReport;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that prints data. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            defaultValue = "table",
            description = "Output format: table, json or yaml. Default: table")
    private OutputFormat format = OutputFormat.TABLE;

    @Mixin
    private HeadersOption headers = new HeadersOption();

    boolean isTable() {
        return format == OutputFormat.TABLE;
    }

    /** Prints a name on each line, or a list. */
    void printNames(Console console, List<String> names) {
        console.out().print(Output.of(format, names, () -> names.stream()
                .map(name -> name + "\n")
                .collect(Collectors.joining())));
    }

    /** @param table begins with a line of headers */
    void printTable(Console console, String table) {
        console.out().print(headers.of(table));
    }

    /** @param table makes a table that begins with a line of headers */
    void print(Console console, Object data, Supplier<String> table) {
        console.out().print(Output.of(format, data, () -> headers.of(table.get())));
    }

    /**
     * Prints the states of labs.
     *
     * @param isGroup whether to print a list, even of one lab
     */
    void printLabs(Console console, List<LabReport> labs, boolean isGroup) {
        if (isGroup) {
            print(console, labs, new GroupReport(labs)::table);
        } else {
            print(console, labs.get(0), labs.get(0)::table);
        }
    }
}
