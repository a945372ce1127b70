package dev.swarmlab.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A swarmlab process, started by the launcher of this checkout as users start it.
 *
 * @param wrapper a command prefix, such as {@code nsenter} with its options
 * @param environment variables that are added to the environment of the tests
 * @param standardInput its complete standard input
 */
public record SwarmLabProcess(
        List<String> wrapper, List<String> arguments, Map<String, String> environment, String standardInput) {

    /** The first run builds images and starts an engine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    public SwarmLabProcess(List<String> arguments, Map<String, String> environment, String standardInput) {
        this(List.of(), arguments, environment, standardInput);
    }

    public static SwarmLabProcess of(String... arguments) {
        return new SwarmLabProcess(List.of(arguments), Map.of(), "");
    }

    /** Runs swarmlab to its end. */
    public static ProcessResult swarmlab(String... arguments) {
        return of(arguments).run();
    }

    /** The root folder of the checkout. */
    public static Path home() {
        return Path.of(System.getProperty("swarmlab.home", "")).toAbsolutePath();
    }

    public SwarmLabProcess with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new SwarmLabProcess(wrapper, arguments, more, standardInput);
    }

    public SwarmLabProcess reading(String text) {
        return new SwarmLabProcess(wrapper, arguments, environment, text);
    }

    public SwarmLabProcess under(List<String> prefix) {
        return new SwarmLabProcess(prefix, arguments, environment, standardInput);
    }

    public ProcessResult run() {
        return run(PATIENCE);
    }

    public ProcessResult run(Duration patience) {
        return start().await(patience);
    }

    public StartedProcess start() {
        // A shell ignores SIGINT in background jobs, and child processes inherit that.
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(home().resolve("swarmlab").toString());
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile("swarmlab-test", ".out");
            Path err = Files.createTempFile("swarmlab-test", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home().toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(standardInput.getBytes(StandardCharsets.UTF_8));
            }
            return new StartedProcess("swarmlab " + String.join(" ", arguments), process, out, err, System.nanoTime());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
