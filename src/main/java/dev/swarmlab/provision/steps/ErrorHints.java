package dev.swarmlab.provision.steps;

/** What to do when an engine refuses to start a container, by the words with which it refuses. */
final class ErrorHints {

    private ErrorHints() {}

    static String of(String message) {
        if (message.contains("port is already allocated") || message.contains("address already in use")) {
            return "Something else listens on that port. Choose another in the descriptor, or find it with: ss -ltnp";
        }
        if (message.contains("unable to apply caps") || message.contains("operation not permitted")) {
            return "The engine can't give a container the privileges that a node needs. See: swarmlab doctor";
        }
        if (message.contains("bind source path does not exist")) {
            return "The engine sees another file system than you do. swarmlab's private engine sees all folders of the host but"
                    + " the system's own, such as /var and /etc; Docker Desktop sees those that it shares.";
        }
        if (message.contains("no space left on device")) {
            return "The engine's disk is full. See what uses it with: docker system df";
        }
        return "See what the engine lacks with: swarmlab doctor";
    }
}
