package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.process.Program;
import java.nio.file.Path;

/**
 * What ssh, or docker on the other host, said when it did not lead to the engine.
 *
 * @param said its last lines
 * @param advice what to do about it
 */
record SshError(String said, String advice) {

    /** Reads it from a log. */
    static SshError in(Path log, SshCommand command) {
        String said = Program.lastLines(log).strip();
        return new SshError(said.isEmpty() ? "ssh did not connect" : said, advice(said, command));
    }

    private static String advice(String said, SshCommand command) {
        if (KnownMessage.SSH_SESSION_IS_REFUSED.isIn(said)) {
            return "Raise MaxSessions in the sshd_config of that host (10 by default), let ssh log in with a key that needs"
                    + " no passphrase typed, or make a lab with fewer nodes.";
        }
        return KnownMessage.DOCKER_COMMAND_IS_MISSING.isIn(said)
                ? "Install the docker command on that host, where a login without a terminal finds it."
                : "Try it by itself: " + command.forUser();
    }

    /** On one line, as an engine's message is. */
    String onOneLine() {
        return said.replaceAll("\\s*\\R", "; ") + (said.endsWith(".") ? " " : ". ") + advice;
    }
}
