package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.report.JUnitXml;
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
     * @param junit makes the results of the tests, for the format of JUnit and for annotations
     */
    void print(Console console, Object data, Supplier<String> table, Supplier<JUnitXml> junit) {
        console.out()
                .print(
                        switch (format) {
                            case TABLE -> headers.of(table.get());
                            case JSON -> Output.of(OutputFormat.JSON, data, table);
                            case YAML -> Output.of(OutputFormat.YAML, data, table);
                            case JUNIT -> junit.get().text();
                        });
        if (console.hasAnnotations()) {
            annotate(console, junit.get());
        }
    }

    /** In a job of GitHub Actions, shows what failed as errors. */
    static void annotate(Console console, JUnitXml results) {
        for (JUnitXml.Suite suite : results.suites()) {
            suite.tests().stream()
                    .filter(test -> test.outcome() == JUnitXml.Outcome.FAILED)
                    .forEach(
                            test -> console.annotate("swarmlab: " + suite.name(), test.name() + ": " + test.message()));
        }
    }
}
