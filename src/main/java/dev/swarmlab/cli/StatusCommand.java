package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.parallel.Parallel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the current state of a lab. */
@Command(
        name = "status",
        description = "Show the nodes, the registry and the ports of a lab.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  swarmlab status", "  swarmlab status quickstart -o json", "  swarmlab status -q"})
final class StatusCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "Print node names only.")
    private boolean quiet;

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
            LabResources lab = labArgument.find(engine, parallel, "swarmlab status");
            if (quiet) {
                output.printNames(
                        console, lab.nodes().stream().map(LabClient::nameOf).toList());
                return ExitCode.DONE.number();
            }
            LabReport report = new LabStatus(engine, parallel).report(lab);
            output.print(console, report, report::table);
            return ExitCode.DONE.number();
        }
    }
}
