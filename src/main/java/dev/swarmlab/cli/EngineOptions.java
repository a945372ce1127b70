package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.engine.choice.EngineChoice;
import dev.swarmlab.parallel.Parallel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that talks to an engine. */
final class EngineOptions {

    @Option(
            names = "--engine",
            paramLabel = "auto|host",
            defaultValue = "auto",
            description = "Use a private engine if no other runs (auto; Linux, root) or never (host). Default: auto")
    private EngineChoice choice = EngineChoice.AUTO;

    @Option(names = "--serial", fallbackValue = "true", description = "Run steps sequentially (for debugging).")
    private boolean serial;

    /** Null until Picocli has set it, so that the warm-up of docker-java begins before Picocli is loaded. */
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** @param say gets a line about each slow step, such as the start of the private engine */
    EngineAccess access(Console console, Consumer<String> say) {
        return new EngineAccess(
                console.environment(), console.engineCalls(), choice, CommandLineTool.connector(command), say);
    }

    /** An engine that runs, for a command about labs that exist. */
    Engine openRunning(Console console) {
        return access(console, console.progress()::say).openRunning();
    }

    Parallel parallel() {
        return new Parallel(serial);
    }
}
