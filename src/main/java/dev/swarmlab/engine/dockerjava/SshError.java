package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.process.Program;
import java.nio.file.Path;

/**
 * The error output of an ssh that did not connect to the engine.
 *
 * @param output the last lines of ssh, or of docker on the other host
 * @param advice what the user can do
 */
record SshError(String output, String advice) {

    /** Reads it from the file with the error output. */
    static SshError in(Path log, SshCommand command) {
        String output = Program.lastLines(log).strip();
        return new SshError(output.isEmpty() ? "ssh did not connect" : output, advice(output, command));
    }

    private static String advice(String output, SshCommand command) {
        if (KnownMessage.SSH_SESSION_IS_REFUSED.isIn(output)) {
            return "Raise MaxSessions in the sshd_config of that host (10 by default), let ssh log in without asking for"
                    + " a passphrase (ssh-agent), or use fewer nodes.";
        }
        return KnownMessage.DOCKER_COMMAND_IS_MISSING.isIn(output)
                ? "Install the docker command on that host, in a folder that is on PATH in a login without a terminal."
                : "Test the connection with: " + command.forUser();
    }

    /** Output and advice in one line, as messages of engines are. */
    String onOneLine() {
        return output.replaceAll("\\s*\\R", "; ") + (output.endsWith(".") ? " " : ". ") + advice;
    }
}
