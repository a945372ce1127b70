package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one lab as it stands. */
@Command(
        name = "status",
        description = "Show a lab: its nodes, its registry, its ports.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  swarmlab status -o json"})
final class StatusCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private LabOptions labOptions = new LabOptions();

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Engine engine = labOptions.openEngine(console)) {
            LabReport report =
                    new LabStatus(engine, labOptions.parallel()).report(labOptions.find(engine, "swarmlab status"));
            output.print(console, report, report::table);
            return ExitCode.DONE.number();
        }
    }
}
