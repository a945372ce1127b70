package dev.swarmlab.support;

import dev.swarmlab.engine.local.PrivateEngine;
import dev.swarmlab.engine.local.PrivateEngineFiles;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An engine of this host's that swarmlab has not started for itself, as a package of the distribution would bring one. */
public final class AnotherEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final PrivateEngine engine;
    private final Path socket;

    private AnotherEngine(Path folder) {
        this.folder = folder;
        PrivateEngineFiles files = new PrivateEngineFiles(folder.resolve("state"), folder.resolve("run"));
        this.socket = files.socket();
        this.engine = new PrivateEngine(files, RecipeBuilder.ofThisHost(nobody -> {}), nobody -> {});
    }

    /** The host's network has room for one engine, so no other may run. */
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
