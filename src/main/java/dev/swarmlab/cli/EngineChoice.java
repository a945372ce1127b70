package dev.swarmlab.cli;

import java.util.Locale;

/** Which engine a command may use when the user names none with {@code DOCKER_HOST} or a Docker context. */
enum EngineChoice {
    /** The host's engine, and where none runs and swarmlab is root, a private one. */
    AUTO,
    /** The host's engine only. */
    HOST;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
