package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A login on the engine's host over which sessions run. A first session keeps it open: when this process ends, even
 * when it is killed, the input of that session ends, and with it everything on the other host. Thread-safe.
 *
 * @see <a href="https://man.openbsd.org/sshd_config#MaxSessions">sshd_config, MaxSessions</a>
 */
final class SshLogin implements Closeable {

    /** sshd permits ten by default. One is the session of the login; another may still be ending on the other host. */
    static final int MOST_SESSIONS = 8;

    private static final String PING = "GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n";
    private static final int SECONDS_TO_END = 10;

    private final Path socket;
    private final Process process;
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile boolean connected;

    /**
     * Starts ssh.
     *
     * @param socket the Unix socket over which sessions are started
     * @param log the file for the error output of ssh
     */
    SshLogin(List<String> command, Path socket, Path log) throws IOException {
        this.socket = socket;
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Waits for the first answer of the engine.
     *
     * @return false when ssh has ended without one
     * @throws dev.swarmlab.failure.Failure when there is no answer by the deadline
     */
    boolean await(Deadline deadline) {
        try {
            OutputStream out = process.getOutputStream();
            out.write(PING.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException ended) {
            return false;
        }
        InputStream in = process.getInputStream();
        Await.until("ssh", deadline, () -> {
            connected = process.isAlive() && in.available() > 0;
            return Answer.readyIf(connected || !process.isAlive(), "it has not connected yet");
        });
        return connected;
    }

    Path socket() {
        return socket;
    }

    boolean hasRoom() {
        return connected && process.isAlive() && sessions.get() < MOST_SESSIONS;
    }

    void sessionBegins() {
        sessions.incrementAndGet();
    }

    void sessionEnds() {
        sessions.decrementAndGet();
    }

    /**
     * Waits also when the thread is interrupted: an ssh that is killed while it asks leaves the terminal without echo.
     */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, SECONDS_TO_END, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
