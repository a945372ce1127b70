package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.LogSelection;
import dev.swarmlab.engine.EngineContainer;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the log of a node's container. */
@Command(
        name = "logs",
        description = "Show the log of a node: what its Docker daemon wrote.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab logs worker01",
            "  swarmlab logs manager -f --since 10m",
            "",
            "For the log of a service: swarmlab docker service logs SERVICE"
        })
final class LogsCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Parameters(paramLabel = "NODE", description = "Node name, as in manager or worker01.")
    private String node = "";

    @Option(
            names = {"-f", "--follow"},
            fallbackValue = "true",
            description = "Follow the log until the node stops or you press Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = SinceConverter.class,
            description = "Show only newer lines. A duration, as in 10m, or a time, as in 2026-01-31T09:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--tail",
            paramLabel = "LINES",
            description = "Show only this number of last lines. Default: all lines")
    private @Nullable Integer tail;

    @Mixin
    private LabOption labOption = new LabOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Engine engine = engineOptions.openRunning(console)) {
            EngineContainer container =
                    NodeSelection.existing(labOption.find(engine, engineOptions.parallel(), "swarmlab logs"), node);
            engine.copyLogs(container.id(), new LogSelection(follow, since, tail), console.out(), console.err());
            return ExitCode.DONE.number();
        }
    }
}
