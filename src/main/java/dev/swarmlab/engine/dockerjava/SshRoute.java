package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.Program;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to an engine behind ssh: the user's {@code ssh} runs {@code docker system dial-stdio} on the engine's host, once
 * for each connection.
 *
 * <p>The first connection is kept open and carries the others. It may ask for a password or a host key on the terminal,
 * before any progress is shown; the others never ask. When this process ends, in whatever way, the first connection's
 * input ends, and so does everything on the other host.
 */
final class SshRoute implements Closeable {

    /** The user may have to type a password. */
    private static final Duration TIME_TO_CONNECT = Duration.ofMinutes(2);

    private static final int SECONDS_TO_CONNECT = 30;
    private static final String PING = "GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n";
    private static final String LOG = "ssh.log";
    private static final int BUFFER = 32 * 1024;

    private final EngineEndpoint endpoint;
    private final Path folder;
    private final Process first;
    private final SocketForwarder forwarder;

    private SshRoute(EngineEndpoint endpoint, Path folder) throws IOException {
        this.endpoint = endpoint;
        this.folder = folder;
        this.first = start(true, folder.resolve(LOG));
        this.forwarder = SocketForwarder.open(this::carry);
    }

    /**
     * Connects.
     *
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} with what ssh, or docker on the other host, said
     */
    static SshRoute open(EngineEndpoint endpoint) {
        try {
            // The JDK makes temporary folders for their owner alone.
            SshRoute route = new SshRoute(endpoint, Files.createTempDirectory("swarmlab-ssh"));
            try {
                route.awaitEngine();
                return route;
            } catch (Failure failure) {
                Failure told = route.failure();
                route.close();
                throw failure.kind() == FailureKind.INTERRUPTED ? failure : told;
            }
        } catch (IOException exception) {
            throw unreachable(endpoint)
                    .because(exception.getMessage())
                    .advise("Install an ssh client, as in: apt-get install openssh-client")
                    .causedBy(exception);
        }
    }

    /** The socket that leads to the engine. */
    EngineEndpoint reached() {
        return new EngineEndpoint(forwarder.address(), null, endpoint.source());
    }

    private void awaitEngine() {
        try {
            OutputStream out = first.getOutputStream();
            out.write(PING.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException ended) {
            throw failure();
        }
        InputStream in = first.getInputStream();
        Await.until("ssh", Deadline.in(TIME_TO_CONNECT), () -> {
            if (!first.isAlive()) {
                throw failure();
            }
            return Answer.readyIf(in.available() > 0, "it has not connected yet");
        });
    }

    private Failure failure() {
        String said = Program.lastLines(folder.resolve(LOG)).strip();
        String advice = said.contains("docker") && said.contains("not found")
                ? "Install the docker command on that host, where a login without a terminal finds it."
                : "Try it by itself: " + String.join(" ", command(List.of())).replace("system dial-stdio", "version");
        return unreachable(endpoint)
                .because(said.isEmpty() ? "ssh did not connect" : said)
                .advise(advice);
    }

    private static Failure unreachable(EngineEndpoint endpoint) {
        return Failure.of(FailureKind.NO_ENGINE, "the Docker engine at " + endpoint + " can't be reached");
    }

    private Process start(boolean isFirst, Path log) throws IOException {
        List<String> options = new ArrayList<>(List.of("-T", "-o", "ConnectTimeout=" + SECONDS_TO_CONNECT));
        if (!isFirst) {
            options.addAll(List.of("-o", "BatchMode=yes"));
        }
        // The ssh of Windows can't share connections.
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            options.addAll(List.of(
                    "-o",
                    "ControlMaster=" + (isFirst ? "yes" : "no"),
                    "-o",
                    "ControlPersist=no",
                    "-o",
                    "ControlPath=" + folder.resolve("%C")));
        }
        return new ProcessBuilder(command(options))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** As the docker CLI calls ssh: everything else is for the user's ssh configuration to say. */
    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of("ssh"));
        command.addAll(options);
        String user = endpoint.host().getUserInfo();
        if (user != null) {
            command.addAll(List.of("-l", user));
        }
        if (endpoint.host().getPort() > 0) {
            command.addAll(List.of("-p", Integer.toString(endpoint.host().getPort())));
        }
        String host = endpoint.host().getHost();
        command.addAll(List.of("--", host.startsWith("[") ? host.substring(1, host.length() - 1) : host, "docker"));
        String path = endpoint.host().getPath();
        if (path != null && path.length() > 1) {
            command.addAll(List.of("--host", "unix://" + path));
        }
        command.addAll(List.of("system", "dial-stdio"));
        return command;
    }

    private void carry(InputStream in, OutputStream out) throws IOException {
        Process ssh = start(false, folder.resolve(LOG));
        Thread sender = new Thread(() -> send(in, ssh), "swarmlab-ssh-input");
        sender.setDaemon(true);
        sender.start();
        try {
            copy(ssh.getInputStream(), out);
        } finally {
            ssh.destroy();
        }
    }

    /** The end of the input is told, as an exec in a container needs it. */
    private static void send(InputStream in, Process ssh) {
        try (OutputStream to = ssh.getOutputStream()) {
            copy(in, to);
        } catch (IOException ended) {
            return; // nobody is left to read it
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        forwarder.close();
        first.destroy();
        Files.deleteIfExists(folder.resolve(LOG));
        try {
            Await.until(
                    "the end of ssh",
                    Deadline.in(Duration.ofSeconds(SECONDS_TO_CONNECT)),
                    () -> Answer.readyIf(!first.isAlive(), "it still runs"));
        } catch (Failure stillRuns) {
            first.destroyForcibly();
        }
        try (var left = Files.list(folder)) {
            for (Path socket : left.toList()) {
                Files.deleteIfExists(socket);
            }
        }
        Files.deleteIfExists(folder);
    }
}
