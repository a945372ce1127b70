package dev.swarmlab.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shell scripts in the jar. They are run from a copy, since a shell can't read a jar. */
enum Scripts {
    /** Becomes the private engine. */
    LAUNCH("launch"),
    /** Records the host's network and later undoes the engine's changes. */
    HOST_STATE("host-state");

    private final String fileName;

    Scripts(String fileName) {
        this.fileName = fileName;
    }

    /** Copies the script to a folder and returns the copy. */
    Path copyTo(Path folder) throws IOException {
        try (InputStream script = Scripts.class.getResourceAsStream(fileName)) {
            if (script == null) {
                throw new IOException(fileName + " is missing in swarmlab's jar");
            }
            Path copy = folder.resolve(fileName);
            Files.write(copy, script.readAllBytes());
            return copy;
        }
    }
}
