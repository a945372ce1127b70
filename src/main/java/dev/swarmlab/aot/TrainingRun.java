package dev.swarmlab.aot;

import dev.swarmlab.image.RegistryCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The training run for the AOT cache or CDS archive: runs {@code up}, {@code ls}, a completion and {@code down} against a
 * {@link StubEngine}, so that Java records the classes that they load. The launcher does this after each build. With the
 * archive every command starts in half the time. Java links all recorded classes at each start, so commands whose time
 * matters less, such as {@code --help}, are not run.
 */
public final class TrainingRun {

    private static final String LAB_FILE = """
            name: training
            managers: 1
            workers:
              - {count: 1, labels: {zone: east}}
            ports: ["${PORT:-28080}:80"]
            images:
              - image: training:latest
            """;

    /** Runs swarmlab's command line in this process. */
    @FunctionalInterface
    public interface CommandRunner {
        /**
         * @param in standard input
         * @param dockerHost the value of {@code DOCKER_HOST}
         * @return the exit code
         */
        int run(InputStream in, String dockerHost, String... arguments);
    }

    private TrainingRun() {}

    /** Returns whether all commands succeeded. */
    public static boolean of(CommandRunner commands) {
        try (StubEngine engine = new StubEngine()) {
            InputStream labFile = new ByteArrayInputStream(LAB_FILE.getBytes(StandardCharsets.UTF_8));
            int up = commands.run(labFile, engine.address(), "up", "-");
            RegistryCatalogue.read(engine.registryPort()); // commands read it only with a local engine
            int list = commands.run(InputStream.nullInputStream(), engine.address(), "ls");
            int complete =
                    commands.run(InputStream.nullInputStream(), engine.address(), "__complete", "--", "status", "");
            int down = commands.run(InputStream.nullInputStream(), engine.address(), "down", "training");
            return up == 0 && list == 0 && complete == 0 && down == 0;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
