package dev.swarmlab.cli;

import dev.swarmlab.parallel.Parallel;
import picocli.CommandLine.Option;

/** The options of every command that talks to an engine. */
final class EngineOptions {

    @Option(
            names = "--engine",
            paramLabel = "auto|host",
            defaultValue = "auto",
            description = "auto: where no engine runs, use a private one (Linux, root). host: never. Default: auto")
    private EngineChoice choice = EngineChoice.AUTO;

    @Option(names = "--serial", fallbackValue = "true", description = "One thing after the other, for debugging.")
    private boolean serial;

    EngineChoice choice() {
        return choice;
    }

    Parallel parallel() {
        return new Parallel(serial);
    }
}
