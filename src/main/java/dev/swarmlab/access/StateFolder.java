package dev.swarmlab.access;

import java.nio.file.Path;
import java.util.Map;

/** The folder for a user's state files: neither configuration nor cache, as in the XDG Base Directory Specification. */
final class StateFolder {

    private StateFolder() {}

    /** swarmlab's state folder; it need not exist. */
    static Path of(Map<String, String> environment, String operatingSystem) {
        return parent(environment, operatingSystem).resolve("swarmlab");
    }

    private static Path parent(Map<String, String> environment, String operatingSystem) {
        Path configured = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        if (configured.isAbsolute()) { // the specification says that relative paths are ignored
            return configured;
        }
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        if (operatingSystem.startsWith("Windows")) {
            String local = environment.get("LOCALAPPDATA");
            return local == null ? home.resolve("AppData").resolve("Local") : Path.of(local);
        }
        return operatingSystem.startsWith("Mac")
                ? home.resolve("Library").resolve("Application Support")
                : home.resolve(".local").resolve("state");
    }
}
