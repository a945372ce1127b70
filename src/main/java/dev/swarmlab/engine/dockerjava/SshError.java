package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.process.Program;
import java.nio.file.Path;

/**
 * What ssh, or docker on the other host, said when it did not lead to the engine.
 *
 * @param said its last lines
 * @param advice what to do about it
 */
record SshError(String said, String advice) {

    /** What the mux client of OpenSSH says of a server that permits no more sessions on one connection. */
    private static final String REFUSED = "Session open refused by peer";

    /** Reads it from a log. */
    static SshError in(Path log, SshCommand command) {
        String said = Program.lastLines(log).strip();
        return new SshError(said.isEmpty() ? "ssh did not connect" : said, advice(said, command));
    }

    private static String advice(String said, SshCommand command) {
        if (said.contains(REFUSED)) {
            return "Raise MaxSessions in the sshd_config of that host (10 by default), let ssh log in with a key that needs"
                    + " no passphrase typed, or make a lab with fewer nodes.";
        }
        return said.contains("docker") && said.contains("not found")
                ? "Install the docker command on that host, where a login without a terminal finds it."
                : "Try it by itself: " + command.forUser();
    }

    /** On one line, as an engine's message is. */
    String onOneLine() {
        return said.replaceAll("\\s*\\R", "; ") + (said.endsWith(".") ? " " : ". ") + advice;
    }
}
