package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.parallel.Parallel;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the current state of a lab. */
@Command(
        name = "status",
        description = "Show the nodes, the registry and the ports of labs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab status",
            "  swarmlab status quickstart -o json",
            "  swarmlab status --all",
            "  swarmlab status -q"
        })
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
    private LabsArgument labs = new LabsArgument();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Parallel parallel = engineOptions.parallel();
        try (Engine engine = engineOptions.openRunning(console)) {
            LabSelection.Group group = labs.findAll(engine, parallel, "swarmlab status");
            if (quiet) {
                output.printNames(console, names(group));
                return ExitCode.DONE.number();
            }
            LabStatus status = new LabStatus(engine, parallel);
            List<LabReport> labs = parallel.answers(
                    group.labs().stream()
                            .map(lab -> (Callable<LabReport>) () -> status.report(lab))
                            .toList(),
                    EachLab.readers(engine));
            output.printLabs(console, labs, group.isGroup());
            return ExitCode.DONE.number();
        }
    }

    /** The names of the nodes; in a group with their labs, as in {@code shop/worker01}. */
    private static List<String> names(LabSelection.Group group) {
        return group.labs().stream()
                .flatMap(lab -> lab.nodes().stream()
                        .map(node -> (group.isGroup() ? lab.name() + "/" : "") + LabClient.nameOf(node)))
                .toList();
    }
}
