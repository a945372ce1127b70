package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.Role;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Writes the reason of a failed run, and the states and logs of its containers, to files before the containers are
 * removed.
 */
final class Diagnostics {

    private static final int LOG_LINES = 2_000;

    /** The time for the commands in each node. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    /** The commands that are executed in every running node, by the name of the file for their output. */
    private static final Map<String, List<String>> COMMANDS = Map.of(
            "docker-info", List.of("docker", "info"),
            "node-ls", List.of("docker", "node", "ls"),
            "service-ls", List.of("docker", "service", "ls"),
            "tasks", List.of("sh", "-c", "docker service ps --no-trunc $(docker service ls --quiet)"));

    private final Engine engine;
    private final Parallel parallel;
    private final Path folder;

    Diagnostics(Engine engine, Parallel parallel, Path folder) {
        this.engine = engine;
        this.parallel = parallel;
        this.folder = folder;
    }

    /**
     * @return the new folder with the files, which only its owner can read
     * @throws Failure when the files can't be written
     */
    Path collect(LabResources lab, Failure failure) {
        Map<String, String> files = new ConcurrentHashMap<>();
        files.put("failure.txt", describe(failure));
        files.put("engine.txt", attempt(() -> engine.address() + "\n" + engine.info() + "\n"));
        parallel.allWithEveryFailure(lab.containers().stream()
                .map(container -> (Runnable) () -> collect(container, files))
                .toList());
        return write(lab.name(), files);
    }

    private void collect(EngineContainer container, Map<String, String> files) {
        String name = container.label(Labels.NODE);
        files.put(
                name + ".state.txt",
                attempt(() -> engine.container(container.id()).status() + "\n"));
        files.put(name + ".log", attempt(() -> engine.logs(container.id(), LOG_LINES)));
        if (container.isRunning() && !container.label(Labels.ROLE).equals(Role.REGISTRY.word())) {
            Deadline deadline = Deadline.in(TIME_LIMIT);
            COMMANDS.forEach((file, command) -> files.put(
                    name + "." + file + ".txt", attempt(() -> engine.execute(container.id(), command, deadline)
                            .output())));
        }
    }

    /** An error is written instead of the output: it belongs to the diagnostics too. */
    private static String attempt(Supplier<String> source) {
        try {
            return source.get();
        } catch (RuntimeException exception) {
            return "not available: " + exception.getMessage() + "\n";
        }
    }

    private static String describe(Failure failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return failure.getMessage() + "\n\n" + text;
    }

    private Path write(String lab, Map<String, String> files) {
        String time = LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        try {
            Files.createDirectories(folder);
            // The JDK creates it readable for its owner only.
            Path own = Files.createTempDirectory(folder, "swarmlab-" + lab + "-" + time + "-");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(own.resolve(file.getKey()), file.getValue());
            }
            return own;
        } catch (IOException exception) {
            throw Failure.of(FailureKind.FAILED, "can't save the diagnostics in " + folder)
                    .because(exception.toString())
                    .causedBy(exception);
        }
    }
}
