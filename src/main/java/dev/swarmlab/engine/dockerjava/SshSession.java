package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.parallel.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One connection to the engine, carried by one ssh process. */
final class SshSession {

    private static final int BUFFER = 32 * 1024;
    private static final int SECONDS_TO_END = 5;

    private final SshCommand command;
    private final Path log;
    private final Process ssh;

    /** @param log the file for the error output of ssh, used by no other session */
    SshSession(SshCommand command, List<String> line, Path log) throws IOException {
        this.command = command;
        this.log = log;
        this.ssh = new ProcessBuilder(line).redirectError(log.toFile()).start();
    }

    /** Connects the client's streams with the engine, until either side ends it. */
    void carry(InputStream in, OutputStream out) throws IOException {
        Threads.start("swarmlab-ssh-input", () -> send(in));
        try {
            boolean answered = copy(ssh.getInputStream(), out);
            if (!answered && hasFailed()) {
                out.write(errorAnswer());
            }
        } finally {
            ssh.destroy();
        }
    }

    /** Also forwards the end of the input, which a command in a container needs. */
    private void send(InputStream in) {
        try (OutputStream to = ssh.getOutputStream()) {
            copy(in, to);
        } catch (IOException ended) {
            return; // the rest of the input is not needed
        }
    }

    private boolean hasFailed() {
        try {
            return ssh.waitFor(SECONDS_TO_END, TimeUnit.SECONDS) && ssh.exitValue() != 0;
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** An HTTP answer with the reason: without it the client would only see that the connection ends. */
    private byte[] errorAnswer() throws IOException {
        String message = "ssh: " + SshError.in(log, command).onOneLine();
        byte[] body = new ObjectMapper().writeValueAsBytes(Map.of("message", message));
        String head = "HTTP/1.1 " + EngineException.BAD_GATEWAY + " Bad Gateway\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether there were any bytes. */
    private static boolean copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        boolean any = false;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            to.flush();
            any = true;
        }
        return any;
    }
}
