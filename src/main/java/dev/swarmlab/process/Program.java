package dev.swarmlab.process;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.parallel.ShutdownHook;
import dev.swarmlab.readiness.Deadline;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A command line of another program, which is run to its end. Both output streams go to a log file. Immutable.
 *
 * @param command the program and its arguments
 * @param environment variables that are added to this process's environment
 */
public record Program(List<String> command, Map<String, String> environment) {

    private static final int LINES_SHOWN = 8;
    private static final int SECONDS_TO_END = 10;

    public static Program of(String... command) {
        return new Program(List.of(command), Map.of());
    }

    /** The same program with more arguments at the end. */
    public Program with(List<String> arguments) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(arguments);
        return new Program(List.copyOf(longer), environment);
    }

    /** The same program with more variables; they replace existing ones with the same name. */
    public Program with(Map<String, String> variables) {
        Map<String, String> more = new TreeMap<>(environment);
        more.putAll(variables);
        return new Program(command, Map.copyOf(more));
    }

    /**
     * Runs the program with empty standard input and waits for its end.
     *
     * @param what what the program does, for messages, such as "building the image of node"
     * @param log the file for its output; an existing file is overwritten
     * @throws Failure when the program can't be started, when its exit status is not 0, when the deadline passes, or
     *     when this thread is interrupted. In the last two cases the program is stopped.
     */
    public void run(String what, Path log, Deadline deadline) {
        Process process = start(what, log);
        // The program must not keep running when swarmlab is stopped.
        ShutdownHook hook = ShutdownHook.add("swarmlab-end-program", () -> end(process));
        try {
            if (!process.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                throw failed(
                        FailureKind.TIMED_OUT,
                        what + " did not end within " + deadline.given().toSeconds() + " s",
                        log);
            }
        } catch (InterruptedException exception) {
            end(process);
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted while " + what)
                    .causedBy(exception);
        } finally {
            hook.close();
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

    /** SIGTERM first, so that the program can remove unfinished files; SIGKILL after 10 seconds. */
    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException exception) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Failure failed(FailureKind kind, String what, Path log) {
        return Failure.of(kind, what).because(reasonIn(log)).advise("Its output is in " + log + ".");
    }

    /** The last lines of a log, for a failure's reason. */
    public static String reasonIn(Path log) {
        String lines = lastLines(log);
        return lines.isEmpty() ? "it printed nothing" : lines;
    }

    /** The last lines of a log, with U+FFFD for bytes that are not UTF-8; empty when there are none. */
    public static String lastLines(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException exception) {
            return "";
        }
    }
}
