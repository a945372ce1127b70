package dev.swarmlab.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Commands for a shell in the checkout's root folder.
 *
 * @param environment variables that are added to the environment of the tests
 */
public record ShellScript(Map<String, String> environment, String script) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Runs the commands with {@code sh -e}, which stops at the first one that fails. */
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
