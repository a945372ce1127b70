package dev.swarmlab.support;

import dev.swarmlab.process.SearchPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The docker command of this host, for tests that run it. */
public final class HostDocker {

    private static final Path PRIVATE_ENGINE = Path.of("/var/lib/swarmlab/engine");

    private HostDocker() {}

    /**
     * A {@code PATH} with a docker command: the host's, or else the one of the private engine.
     *
     * @param folder for a link to the docker command
     */
    public static String path(Path folder) {
        SearchPath path = SearchPath.of(System.getenv());
        if (path.has("docker")) {
            return path.toString();
        }
        try (Stream<Path> roots = Files.list(PRIVATE_ENGINE)) {
            Path docker = roots.map(root -> root.resolve("usr/bin/docker"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("these tests need a docker command: install docker-cli"));
            Files.createSymbolicLink(folder.resolve("docker"), docker);
            return folder + File.pathSeparator + path;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
