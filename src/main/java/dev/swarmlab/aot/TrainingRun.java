package dev.swarmlab.aot;

import dev.swarmlab.image.RegistryCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Goes once through a lab's life against an engine that only plays along, so that Java can record which classes that
 * takes. The launcher does it after a build; from then on every command starts in half the time.
 */
public final class TrainingRun {

    private static final String DESCRIPTOR = """
            name: training
            managers: 1
            workers:
              - {count: 1, labels: {zone: east}}
            ports: ["${PORT:-28080}:80"]
            images:
              - image: training:latest
            """;

    /** A command line as the user would type it, with what it reads and where its engine is. */
    @FunctionalInterface
    public interface Play {
        /** Returns the exit code. */
        int run(InputStream in, String dockerHost, String... arguments);
    }

    private TrainingRun() {}

    /** Returns whether everything went as in a real run. */
    public static boolean of(Play play) {
        try (StubEngine engine = new StubEngine()) {
            InputStream labFile = new ByteArrayInputStream(DESCRIPTOR.getBytes(StandardCharsets.UTF_8));
            int up = play.run(labFile, engine.address(), "up", "-");
            RegistryCatalogue.read(engine.registryPort()); // which is only asked where the engine is on a socket
            int list = play.run(InputStream.nullInputStream(), engine.address(), "ls");
            int down = play.run(InputStream.nullInputStream(), engine.address(), "down", "training");
            return up == 0 && list == 0 && down == 0;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
