package dev.swarmlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A run of Maven that may not have ended. */
public record MavenBuild(Process process, Path log) {

    /** Longer than the builds of these tests need. */
    public static final Duration LIMIT = Duration.ofMinutes(5);

    /**
     * Starts Maven.
     *
     * @param project the folder with the {@code pom.xml}
     */
    public static MavenBuild start(Path project, String... arguments) throws IOException {
        Path log = Files.createTempFile("swarmlab-test-maven", ".log");
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("mvn", "--batch-mode", "--no-transfer-progress"), Stream.of(arguments))
                                .toList())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new MavenBuild(process, log);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of a build that must pass, and returns what it has printed. */
    public String succeeded() {
        String output = output();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** Waits for the end of a build that must fail, and returns what it has printed. */
    public String failed() {
        String output = output();
        assertThat(process.exitValue()).as(output).isNotZero();
        return output;
    }

    private String output() {
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("the end of Maven")
                    .isTrue();
            String output = Files.readString(log);
            Files.delete(log);
            return output;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new AssertionError(exception);
        } finally {
            process.destroyForcibly();
        }
    }
}
