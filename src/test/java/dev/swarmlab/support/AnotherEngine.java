package dev.swarmlab.support;

import dev.swarmlab.engine.local.PrivateEngine;
import dev.swarmlab.engine.local.PrivateEngineFiles;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A second private engine in its own folder, in the role of an engine that a package of the distribution installed. */
public final class AnotherEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final PrivateEngine engine;
    private final Path socket;

    private AnotherEngine(Path folder) {
        this.folder = folder;
        PrivateEngineFiles files = new PrivateEngineFiles(folder.resolve("state"), folder.resolve("run"));
        this.socket = files.socket();
        this.engine = new PrivateEngine(files, RecipeBuilder.ofThisHost(message -> {}), message -> {});
    }

    /** Starts the engine. No other engine may run, since two can't share the host's network. */
    public static AnotherEngine start() throws IOException {
        AnotherEngine another = new AnotherEngine(Files.createTempDirectory(Path.of("/var/tmp"), "swarmlab-test"));
        another.engine.start(Deadline.in(PATIENCE));
        return another;
    }

    public Path socket() {
        return socket;
    }

    public String address() {
        return engine.address();
    }

    @Override
    public void close() {
        engine.stop(Deadline.in(PATIENCE));
        HostProcesses.run("rm", "-rf", folder.toString());
    }
}
