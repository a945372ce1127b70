package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Stop;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a lab. */
@Command(
        name = "stop",
        description = "Stop all containers of labs. Nothing is removed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab stop",
            "  swarmlab stop quickstart",
            "  swarmlab stop --class quickstart",
            "",
            "All containers stop at the same time. A container that does not stop within 20s",
            "is killed. To start the lab again: swarmlab start"
        })
final class StopCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private LabsArgument labs = new LabsArgument();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "Wait this long for another command that changes the lab. Default: 5m")
    private Duration timeout = Duration.ofMinutes(5);

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "Print errors only.")
    private boolean quiet;

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    StopCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Progress progress = console.progress(quiet);
        Parallel parallel = engineOptions.parallel();
        Deadline deadline = Deadline.in(timeout);
        try (Engine engine = engineOptions.access(console, progress::say).openRunning()) {
            LabSelection.Group group = labs.findAll(engine, parallel, "swarmlab stop");
            new GroupWork(console, engine, parallel, progress, quiet)
                    .allAtOnce(
                            group,
                            (lab, ofLab) -> {
                                new Stop(engine, parallel, ofLab).run(lab.name(), deadline);
                                return lab.name();
                            },
                            name -> "stopped");
            if (!quiet && !group.isGroup()) {
                console.hint(
                        "Start it again with: swarmlab start " + group.single().name());
            }
            return ExitCode.DONE.number();
        }
    }
}
