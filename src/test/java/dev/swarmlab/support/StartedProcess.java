package dev.swarmlab.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A swarmlab process that may still run.
 *
 * @param out the file with its standard output
 * @param err the file with its standard error
 * @param startedAt as {@code System.nanoTime()}
 */
public record StartedProcess(String command, Process process, Path out, Path err, long startedAt) {

    /** Waits for its end. Kills the process and fails when it does not end in time. */
    public ProcessResult await(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + patience + "\n" + errorsSoFar());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
            ProcessResult result =
                    new ProcessResult(command, process.exitValue(), Files.readString(out), errorsSoFar(), took);
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (InterruptedException exception) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError(exception);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Its standard error so far. */
    public String errorsSoFar() {
        try {
            return Files.readString(err);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Its standard output so far. */
    public String outputSoFar() {
        try {
            return Files.readString(out);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Sends SIGINT to the process. */
    public void interrupt() {
        signal("INT");
    }

    /** Sends SIGINT to its process group, as Ctrl-C in a terminal does. The process must be the group leader. */
    public void interruptGroup() {
        HostProcesses.run("kill", "-s", "INT", "--", "-" + process.pid());
    }

    /** Sends SIGKILL to the process. */
    public void kill() {
        signal("KILL");
    }

    private void signal(String name) {
        // The launcher execs Java, so this is the process id of Java.
        HostProcesses.run("kill", "-s", name, String.valueOf(process.pid()));
    }
}
