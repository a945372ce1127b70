package dev.swarmlab.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a user types into a shell at the top of the checkout.
 *
 * @param environment what is set beside the environment of the tests
 */
public record ShellScript(Map<String, String> environment, String script) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Runs it to its end; the first line that fails ends it. */
    public ProcessResult run() {
        try {
            Path out = Files.createTempFile("swarmlab-test", ".out");
            Path err = Files.createTempFile("swarmlab-test", ".err");
            ProcessBuilder builder = new ProcessBuilder("sh", "-ec", script)
                    .directory(SwarmLabProcess.home().toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new StartedProcess(script, builder.start(), out, err, System.nanoTime()).await(PATIENCE);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
