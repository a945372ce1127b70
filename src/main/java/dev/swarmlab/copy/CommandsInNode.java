package dev.swarmlab.copy;

import dev.swarmlab.engine.ContainerPath;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the files of a running node with commands in it: {@code sh} and {@code tar}. */
record CommandsInNode(Engine engine, EngineContainer node) implements NodeFiles {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String FOLDER = "folder";
    private static final String LINK = "link ";

    private static final String FIND = """
            if [ -h "$1" ]; then
                echo "link $(readlink -f "$1")"
            elif [ -d "$1" ]; then
                echo folder
            elif [ -e "$1" ]; then
                echo file
            fi
            """;

    /** GNU tar reports files that grow while it reads them, such as logs, with exit code 1. */
    private static final int CHANGED_MEANWHILE = 1;

    private static final String CHANGED = "file changed as we read it";

    @Override
    public Optional<ContainerPath> find(String path) {
        String found = engine.execute(node.id(), List.of("sh", "-c", FIND, "sh", path), Deadline.in(PATIENCE))
                .output()
                .strip();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean isLink = (found + " ").startsWith(LINK);
        return Optional.of(new ContainerPath(
                found.equals(FOLDER),
                isLink ? found.substring(LINK.strip().length()).strip() : ""));
    }

    /** The archive is complete before its first byte is returned, since the exit code of tar comes last. */
    @Override
    public InputStream read(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        List<String> command = List.of(
                "tar", "-cf", "-", "-C", path.substring(0, Math.max(1, slash)), "--", path.substring(slash + 1));
        Path archive = Files.createTempFile("swarmlab-cp", ".tar");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
                run(command, null, out);
            }
            return Files.newInputStream(archive, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(archive);
            throw failure;
        }
    }

    @Override
    public void write(String folder, InputStream tar) {
        run(List.of("tar", "-xpf", "-", "-C", folder), tar, OutputStream.nullOutputStream());
    }

    private void run(List<String> command, @Nullable InputStream in, OutputStream out) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = engine.executeInteractively(node.id(), new InteractiveExec(command, in, out, err, null));
        String errors = err.toString(StandardCharsets.UTF_8).strip();
        boolean hasOnlyChanged = exitCode == CHANGED_MEANWHILE
                && !errors.isEmpty()
                && errors.lines().allMatch(line -> line.endsWith(CHANGED));
        if (exitCode != 0 && !hasOnlyChanged) {
            throw Failure.of(FailureKind.FAILED, "tar failed in " + node.label(Labels.NODE))
                    .because(errors.isEmpty() ? "its exit code is " + exitCode : errors);
        }
    }
}
