package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the versions of swarmlab and of what it uses. */
@Command(
        name = "version",
        description = "Show the versions of swarmlab, Java, the engine and its API.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab version",
            "  swarmlab version -o json",
            "",
            "The exit code is 0 even if no engine runs."
        })
final class VersionCommand implements Callable<Integer>, UsesEngine {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Console console;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        VersionReport report = report();
        output.print(console, report, report::table);
        return ExitCode.DONE.number();
    }

    private VersionReport report() {
        EngineAccess access = engineOptions.access(console, console.progress()::say);
        try {
            Optional<Engine> running = access.running(Deadline.in(PATIENCE));
            if (running.isEmpty()) {
                return VersionReport.withoutEngine("no Docker engine runs here");
            }
            try (Engine engine = running.get()) {
                return VersionReport.with(engine.address(), engine.version());
            }
        } catch (EngineException exception) {
            return VersionReport.withoutEngine(exception.text());
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.NO_ENGINE) {
                throw failure;
            }
            return VersionReport.withoutEngine(failure.getMessage());
        }
    }
}
