package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.KnownMessage;

/** What to do when an engine refuses to start a container, by the words with which it refuses. */
final class ErrorHints {

    private ErrorHints() {}

    static String of(String message) {
        if (KnownMessage.PORT_IS_TAKEN.isIn(message)) {
            return "Something else listens on that port. Choose another in the descriptor, or find it with: ss -ltnp";
        }
        if (KnownMessage.CAPABILITIES_ARE_MISSING.isIn(message) || KnownMessage.IS_NOT_PERMITTED.isIn(message)) {
            return "The engine can't give a container the privileges that a node needs. See: swarmlab doctor";
        }
        if (KnownMessage.BIND_SOURCE_IS_MISSING.isIn(message)) {
            return "The engine sees another file system than you do. swarmlab's private engine sees all folders of the host but"
                    + " the system's own, such as /var and /etc; Docker Desktop sees those that it shares.";
        }
        if (KnownMessage.DISK_IS_FULL.isIn(message)) {
            return "The engine's disk is full. See what uses it with: docker system df";
        }
        return "See what the engine lacks with: swarmlab doctor";
    }
}
