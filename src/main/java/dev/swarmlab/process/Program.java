package dev.swarmlab.process;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Another program, run to its end, with all that it says in a log file.
 *
 * @param command the program and its arguments
 * @param environment what is added to this process's environment
 */
public record Program(List<String> command, Map<String, String> environment) {

    private static final int LINES_SHOWN = 8;
    private static final int SECONDS_TO_CLEAN_UP = 10;

    public static Program of(String... command) {
        return new Program(List.of(command), Map.of());
    }

    /** The same program with one more argument, or more. */
    public Program with(List<String> arguments) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(arguments);
        return new Program(List.copyOf(longer), environment);
    }

    public Program with(Map<String, String> variables) {
        Map<String, String> more = new TreeMap<>(environment);
        more.putAll(variables);
        return new Program(command, Map.copyOf(more));
    }

    /**
     * Runs it, without input, and waits for its end.
     *
     * @param what what it does, as in "building the image of node", for messages
     * @throws Failure when it can't be started, ends with another status than 0, or doesn't end before the deadline; it
     *     is ended then
     */
    public void run(String what, Path log, Deadline deadline) {
        Process process = start(what, log);
        // Not to outlive a swarmlab that is being stopped.
        Thread end = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (!process.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                throw failed(
                        FailureKind.TIMED_OUT,
                        what + " was not done after " + deadline.given().toSeconds() + " s",
                        log);
            }
        } catch (InterruptedException exception) {
            end(process);
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted while " + what)
                    .causedBy(exception);
        } finally {
            removeHook(end);
        }
        if (process.exitValue() != 0) {
            throw failed(FailureKind.FAILED, what + " failed with status " + process.exitValue(), log);
        }
    }

    private Process start(String what, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, what + " failed")
                    .because(exception.getMessage())
                    .causedBy(exception);
        }
    }

    /** With a chance to remove what it has made halfway. */
    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException exception) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then it does what it is for.
        }
    }

    private static Failure failed(FailureKind kind, String what, Path log) {
        return Failure.of(kind, what).because(lastLines(log)).advise("All that it said is in " + log + ".");
    }

    /** The end of a log, for a failure's reason. */
    public static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException exception) {
            return "it said nothing";
        }
    }
}
