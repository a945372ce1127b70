package dev.swarmlab.cli;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.provision.Inspection;
import dev.swarmlab.report.LabReport;
import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one lab as it stands. */
@Command(
        name = "status",
        description = "Show a lab: its nodes, its registry, its ports.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  swarmlab status -o json"})
final class StatusCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            defaultValue = "table",
            description = "Default: table")
    private OutputFormat format = OutputFormat.TABLE;

    @Mixin
    private LabOptions labOptions = new LabOptions();

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Engine engine = labOptions.openEngine(console)) {
            LabReport report =
                    new Inspection(engine, labOptions.parallel()).report(labOptions.find(engine, "swarmlab status"));
            console.out().print(Output.of(format, report, report::table));
            return ExitCode.DONE.number();
        }
    }
}
