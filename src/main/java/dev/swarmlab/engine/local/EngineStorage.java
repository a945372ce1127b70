package dev.swarmlab.engine.local;

import dev.swarmlab.process.Program;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders that outlive the private engine: its own, with the data and images of its labs, and the cache of root
 * filesystems that were built from recipes.
 */
record EngineStorage(PrivateEngineFiles files, Path recipes) {

    /** The files and folders to remove, sorted; empty when there are none. The lock file stays, since it may be held. */
    List<Path> contents() throws IOException {
        List<Path> contents = new ArrayList<>(children(files.state()));
        contents.remove(files.lock());
        if (Files.exists(recipes)) {
            contents.add(recipes);
        }
        return contents;
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    /** Removes the contents, but nothing that is mounted in them. The engine must be stopped. */
    void remove(Deadline deadline) throws IOException {
        Path log = files.run().resolve("purge.log");
        for (Path path : contents()) {
            Program.of("rm", "--recursive", "--force", "--one-file-system", path.toString())
                    .run("removing " + path, log, deadline);
        }
        Files.deleteIfExists(log);
    }
}
