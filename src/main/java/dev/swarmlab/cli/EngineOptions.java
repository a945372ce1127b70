package dev.swarmlab.cli;

import dev.swarmlab.parallel.Parallel;
import picocli.CommandLine.Option;

/** The options of every command that talks to an engine. */
final class EngineOptions {

    @Option(
            names = "--engine",
            paramLabel = "auto|host",
            defaultValue = "auto",
            description = "auto: use a private engine where no other runs (Linux, root). host: never. Default: auto")
    private EngineChoice choice = EngineChoice.AUTO;

    @Option(names = "--serial", fallbackValue = "true", description = "Run steps sequentially (for debugging).")
    private boolean serial;

    EngineChoice choice() {
        return choice;
    }

    Parallel parallel() {
        return new Parallel(serial);
    }
}
