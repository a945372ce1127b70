package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.local.PrivateEngine;
import dev.swarmlab.engine.local.PrivateEngineFiles;
import dev.swarmlab.engine.local.PrivateEngineStatus;
import dev.swarmlab.engine.local.PrivateEngineStatus.Running;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The private engine, for those who want it by itself; {@code up} starts it where it is needed. */
@Command(
        name = "engine",
        description = "The Docker engine that swarmlab keeps for itself on Linux hosts without one (needs root).",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  export DOCKER_HOST=$(swarmlab engine start)",
            "  swarmlab engine status -o json",
            "  swarmlab engine stop"
        })
final class EngineCommand {

    /** The output formats of {@code status}. */
    enum Format {
        table,
        json
    }

    private final Console console;

    EngineCommand(Console console) {
        this.console = console;
    }

    private PrivateEngine engine() {
        Consumer<String> say = console::say;
        return new PrivateEngine(PrivateEngineFiles.ofThisHost(), RecipeBuilder.ofThisHost(say), say);
    }

    @Command(
            name = "start",
            description = "Starts it, if it doesn't run, and prints its address for DOCKER_HOST.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  export DOCKER_HOST=$(swarmlab engine start)"})
    int start(
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = "10m",
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 5m. Default: 10m")
                    Duration timeout) {
        PrivateEngine engine = engine();
        engine.start(Deadline.in(timeout));
        console.out().println(engine.address());
        return ExitCode.DONE.number();
    }

    @Command(
            name = "stop",
            description = "Ends it and all containers in it. Their data and images stay for the next start.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  swarmlab engine stop"})
    int stop(
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = "10m",
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 5m. Default: 10m")
                    Duration timeout) {
        engine().stop(Deadline.in(timeout));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "status",
            description = "Says how it is. The exit code is 0 when it runs and answers, 3 when not.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  swarmlab engine status -o json"})
    int status(
            @Option(
                            names = {"-o", "--output"},
                            defaultValue = "table",
                            description = "One of ${COMPLETION-CANDIDATES}.")
                    Format format) {
        PrivateEngine engine = engine();
        PrivateEngineStatus status = engine.status();
        console.out()
                .println(
                        switch (format) {
                            case table -> EngineStatusText.table(status, engine.address());
                            case json -> EngineStatusText.json(status, engine.address());
                        });
        return status instanceof Running ? ExitCode.DONE.number() : ExitCode.NO_ENGINE.number();
    }
}
