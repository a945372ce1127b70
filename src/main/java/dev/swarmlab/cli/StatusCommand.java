package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.parallel.Parallel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one lab as it stands. */
@Command(
        name = "status",
        description = "Show a lab: its nodes, its registry, its ports.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  swarmlab status", "  swarmlab status quickstart -o json"})
final class StatusCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private LabArgument labArgument = new LabArgument();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Parallel parallel = engineOptions.parallel();
        try (Engine engine = engineOptions.openRunning(console)) {
            LabReport report = new LabStatus(engine, parallel)
                    .report(labArgument.find(engine, parallel, "swarmlab status"));
            output.print(console, report, report::table);
            return ExitCode.DONE.number();
        }
    }
}
