package dev.swarmlab.copy;

import dev.swarmlab.engine.ContainerPath;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files of a node. Paths are absolute. */
interface NodeFiles {

    /**
     * A running node reads and writes them itself, since the engine does not see what is mounted in the node, as on
     * {@code /tmp} and {@code /run}. For a node that does not run, the engine does it.
     */
    static NodeFiles of(Engine engine, EngineContainer node) {
        return node.isRunning() ? new CommandsInNode(engine, node) : new EngineArchives(engine, node);
    }

    /** What a path is; empty when nothing has this path. */
    Optional<ContainerPath> find(String path);

    /**
     * The tar archive of a file or folder; the names in it begin with the last name of the path.
     *
     * @param path not the root
     */
    InputStream read(String path) throws IOException;

    /** Extracts a tar archive in a folder. */
    void write(String folder, InputStream tar) throws IOException;

    /** Uses the archive API of the engine. */
    record EngineArchives(Engine engine, EngineContainer node) implements NodeFiles {

        @Override
        public Optional<ContainerPath> find(String path) {
            return engine.find(node.id(), path);
        }

        @Override
        public InputStream read(String path) {
            return engine.readArchive(node.id(), path);
        }

        @Override
        public void write(String folder, InputStream tar) {
            engine.writeArchive(node.id(), folder, tar);
        }
    }
}
