package dev.swarmlab.engine.choice;

import java.util.Locale;

/** Which engines a command may use if the user selects none with {@code DOCKER_HOST} or a Docker context. */
public enum EngineChoice {
    /** The engine on the default socket; where there is none and the user is root, swarmlab's private engine. */
    AUTO,
    /** The engine on the default socket only. */
    HOST;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
