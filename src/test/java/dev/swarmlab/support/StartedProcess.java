package dev.swarmlab.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of swarmlab's that may still run. */
public record StartedProcess(String command, Process process, Path out, Path err, long startedAt) {

    /** Waits for its end; one that doesn't end is killed, and the test fails. */
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

    /** What it has written to standard error by now. */
    public String errorsSoFar() {
        try {
            return Files.readString(err);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** What it has written to standard output by now. */
    public String outputSoFar() {
        try {
            return Files.readString(out);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** What Ctrl-C does to the process. */
    public void interrupt() {
        signal("INT");
    }

    /** What Ctrl-C does in a terminal: all programs of the process group get the signal. The process must lead a group. */
    public void interruptGroup() {
        HostProcesses.run("kill", "-s", "INT", "--", "-" + process.pid());
    }

    /** What nobody can catch. */
    public void kill() {
        signal("KILL");
    }

    private void signal(String name) {
        // The launcher has become the program by exec, so the process id is the program's.
        HostProcesses.run("kill", "-s", name, String.valueOf(process.pid()));
    }
}
