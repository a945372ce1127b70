package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Start;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a stopped lab. */
@Command(
        name = "start",
        description = "Start stopped labs, with the same data, ports and services.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab start",
            "  swarmlab start quickstart -o json",
            "  swarmlab start --all",
            "",
            "start waits until every node is ready in the swarm, and prints the status. It",
            "needs no lab file, and changes nothing else. To repair a lab with nodes that",
            "were removed: swarmlab up FILE"
        })
final class StartCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private LabsArgument labs = new LabsArgument();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "Give up after this time, as in 90s or 5m. Default: 5m")
    private Duration timeout = Duration.ofMinutes(5);

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "Print errors only, and with -o json or -o yaml the result.")
    private boolean quiet;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    StartCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Progress progress = console.progress(quiet);
        Parallel parallel = engineOptions.parallel();
        Deadline deadline = Deadline.in(timeout);
        EngineAccess access = engineOptions.access(console, progress::say);
        // After a restart of the host, the private engine is stopped too.
        try (Engine engine = access.runningOrStarted(deadline).orElseGet(access::openRunning)) {
            LabSelection.Group group = labs.findAll(engine, parallel, "swarmlab start");
            List<LabReport> started = new GroupWork(console, engine, parallel, progress, quiet)
                    .each(
                            group,
                            (lab, ofLab) -> new Start(engine, parallel, ofLab).run(lab.name(), deadline),
                            report -> "started");
            if (!quiet || !output.isTable()) {
                output.printLabs(console, started, group.isGroup());
            }
            return ExitCode.DONE.number();
        }
    }
}
