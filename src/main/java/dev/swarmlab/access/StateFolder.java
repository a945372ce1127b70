package dev.swarmlab.access;

import java.nio.file.Path;
import java.util.Map;

/** Where a user's programs keep what is neither configuration nor cache. */
final class StateFolder {

    private StateFolder() {}

    /** swarmlab's part of it, which need not exist. */
    static Path of(Map<String, String> environment, String operatingSystem) {
        return parent(environment, operatingSystem).resolve("swarmlab");
    }

    private static Path parent(Map<String, String> environment, String operatingSystem) {
        Path said = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        if (said.isAbsolute()) { // the XDG specification has others ignored
            return said;
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
