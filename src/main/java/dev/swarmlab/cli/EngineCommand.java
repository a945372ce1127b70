package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.local.PrivateEngine;
import dev.swarmlab.engine.local.PrivateEngineFiles;
import dev.swarmlab.engine.local.PrivateEngineStatus;
import dev.swarmlab.engine.local.PrivateEngineStatus.Running;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts, stops and shows the private engine. {@code up} starts it by itself where it is needed. */
@Command(
        name = "engine",
        description = "Manage the private Docker engine for Linux hosts without one.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  export DOCKER_HOST=$(swarmlab engine start)",
            "  swarmlab engine status -o json",
            "  swarmlab engine stop",
            "",
            "The private engine needs root. swarmlab up starts it if no other engine runs."
        })
final class EngineCommand {

    private static final String TIMEOUT = "10m";

    private final Console console;
    private final Function<Consumer<String>, PrivateEngine> engines;

    EngineCommand(Console console) {
        this(console, say -> new PrivateEngine(PrivateEngineFiles.ofThisHost(), RecipeBuilder.ofThisHost(say), say));
    }

    /** @param engines makes an engine that reports to the given consumer */
    EngineCommand(Console console, Function<Consumer<String>, PrivateEngine> engines) {
        this.console = console;
        this.engines = engines;
    }

    private PrivateEngine engine() {
        return engines.apply(console::say);
    }

    @Command(
            name = "start",
            description = "Start the private engine, and print its address for DOCKER_HOST.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab engine start",
                "  export DOCKER_HOST=$(swarmlab engine start)",
                "",
                "If it runs already, the command only prints the address."
            })
    int start(
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = TIMEOUT,
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 90s or 5m. Default: " + TIMEOUT)
                    Duration timeout) {
        PrivateEngine engine = engine();
        engine.start(Deadline.in(timeout));
        console.out().println(engine.address());
        return ExitCode.DONE.number();
    }

    @Command(
            name = "stop",
            description = "Stop the private engine and its containers. Data and images stay.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab engine stop",
                "  swarmlab engine stop --purge",
                "",
                "--purge asks for confirmation, but only on a terminal."
            })
    int stop(
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = TIMEOUT,
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 90s or 5m. Default: " + TIMEOUT)
                    Duration timeout,
            @Option(
                            names = "--purge",
                            description = "Also remove its data, its images and the images built from Debian packages.")
                    boolean purge,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask for confirmation.")
                    boolean yes) {
        PrivateEngine engine = engine();
        Deadline deadline = Deadline.in(timeout);
        if (purge) {
            purge(engine, deadline, yes);
        } else {
            engine.stop(deadline);
        }
        return ExitCode.DONE.number();
    }

    private void purge(PrivateEngine engine, Deadline deadline, boolean yes) {
        List<Path> storage = engine.storage();
        if (storage.isEmpty()) {
            engine.stop(deadline);
            console.say("the private engine has no data to remove");
            return;
        }
        List<String> labs = engine.labs();
        String what = storage.stream().map(Path::toString).collect(Collectors.joining("\n  "));
        Confirmation.of(
                console,
                yes,
                "Stopping the private engine and removing its data"
                        + (labs.isEmpty() ? "" : ", with the labs " + String.join(", ", labs)) + ":\n  " + what
                        + "\nContinue?");
        engine.purge(deadline).forEach(path -> console.say("removed " + path));
    }

    @Command(
            name = "status",
            description = "Show the status of the private engine.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  swarmlab engine status -o json",
                "",
                "The exit code is 0 if the engine answers, else 3."
            })
    int status(@Mixin OutputOption output) {
        PrivateEngine engine = engine();
        PrivateEngineStatus status = engine.status();
        String address = engine.address();
        output.print(console, EngineStatusText.data(status, address), () -> EngineStatusText.table(status, address));
        return status instanceof Running ? ExitCode.DONE.number() : ExitCode.NO_ENGINE.number();
    }
}
