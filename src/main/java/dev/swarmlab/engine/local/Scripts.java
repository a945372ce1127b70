package dev.swarmlab.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shell scripts that come with the program. They are run from a copy, as a shell can't read them in a jar. */
enum Scripts {
    /** Turns its process into the engine. */
    LAUNCH("launch"),
    /** Records the host's network, and later removes what the engine made there. */
    HOST_STATE("host-state");

    private final String fileName;

    Scripts(String fileName) {
        this.fileName = fileName;
    }

    /** The script, copied to the folder. */
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
