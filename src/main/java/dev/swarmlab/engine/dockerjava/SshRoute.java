package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.SshAddress;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Connections to an engine behind ssh: the user's {@code ssh} runs {@code docker system dial-stdio} on the engine's
 * host, once for each connection.
 *
 * <p>The first login may ask for a password or a host key on the terminal, before any progress is shown; nothing asks
 * after that. Sessions run over this login, as many as sshd permits by default. If ssh can log in without asking, more
 * logins are opened for more sessions; if it can't, all sessions run over the first login, and sshd may refuse some.
 */
final class SshRoute implements Closeable {

    /** Includes the time for the user to type a password. */
    private static final Duration TIME_TO_LOG_IN = Duration.ofMinutes(2);

    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(30);
    private static final String LOG = "ssh.log";

    private final EngineEndpoint endpoint;
    private final SshCommand command;
    private final Optional<Deadline> deadline;
    private final Path folder;
    private final List<SshLogin> logins = new CopyOnWriteArrayList<>();
    private final SshLogin first;
    private final SocketForwarder forwarder;
    private boolean logsInSilently = true;
    private volatile boolean closed;

    private SshRoute(EngineEndpoint endpoint, SshCommand command, Optional<Deadline> deadline, Path folder)
            throws IOException {
        this.endpoint = endpoint;
        this.command = command;
        this.deadline = deadline;
        this.folder = folder;
        Path socket = nextSocket();
        this.first = new SshLogin(command.login(socket, within(TIME_TO_CONNECT)), socket, folder.resolve(LOG));
        logins.add(first);
        this.forwarder = SocketForwarder.open(this::carry);
    }

    /**
     * Connects.
     *
     * @param deadline of the command
     * @param path finds ssh
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} with the error output of ssh, or of docker on the other
     *     host; of kind {@link FailureKind#TIMED_OUT} at the deadline
     */
    static SshRoute open(EngineEndpoint endpoint, Optional<Deadline> deadline, SearchPath path) {
        SshCommand command = new SshCommand(SshAddress.of(endpoint.host()), path);
        try {
            if (!command.isInstalled()) {
                throw new IOException("there is no ssh command on PATH");
            }
            // The JDK creates temporary folders that only their owner can open.
            SshRoute route = new SshRoute(endpoint, command, deadline, Files.createTempDirectory("swarmlab-ssh"));
            try {
                route.logIn();
                return route;
            } catch (Failure failure) {
                route.close();
                throw failure;
            }
        } catch (IOException exception) {
            throw unreachable(endpoint)
                    .because(exception.getMessage())
                    .advise("Install an ssh client, as in: apt-get install openssh-client")
                    .causedBy(exception);
        }
    }

    /** The Unix socket that forwards to the engine. */
    EngineEndpoint reached() {
        return new EngineEndpoint(forwarder.address(), null, endpoint.source());
    }

    private void logIn() {
        Deadline limit = deadline.map(left -> left.atMost(TIME_TO_LOG_IN)).orElseGet(() -> Deadline.in(TIME_TO_LOG_IN));
        try {
            if (!first.await(limit)) {
                throw failure();
            }
        } catch (Failure failure) {
            throw failure.kind() == FailureKind.TIMED_OUT ? tooLate() : failure;
        }
    }

    private Failure failure() {
        SshError error = SshError.in(folder.resolve(LOG), command);
        return unreachable(endpoint).because(error.output()).advise(error.advice());
    }

    private Failure tooLate() {
        return deadline.filter(Deadline::isPast)
                .map(over -> Failure.of(
                                FailureKind.TIMED_OUT,
                                "gave up waiting for ssh to connect to the Docker engine at " + endpoint + " after "
                                        + over.given().toSeconds() + " s")
                        .because(failure().reason())
                        .advise("Give the command more time with --timeout. Test the connection with: "
                                + command.forUser()))
                .orElseGet(this::failure);
    }

    private static Failure unreachable(EngineEndpoint endpoint) {
        return Failure.of(FailureKind.NO_ENGINE, "the Docker engine at " + endpoint + " can't be reached");
    }

    /**
     * The given time, or what the command has left; the given time again after its deadline, to remove what it created.
     */
    private Deadline within(Duration time) {
        return deadline.filter(left -> !left.isPast())
                .map(left -> left.atMost(time))
                .orElseGet(() -> Deadline.in(time));
    }

    /**
     * The Unix socket of the next login. On macOS the path of a socket has at most 104 bytes; the temporary folder
     * takes 81, and ssh adds 17 while it creates the socket.
     */
    private Path nextSocket() {
        return folder.resolve(Integer.toString(logins.size()));
    }

    private void carry(InputStream in, OutputStream out) throws IOException {
        SshLogin login = loginForSession();
        try {
            Path log = Files.createTempFile(folder, "session", ".log");
            try {
                List<String> line = command.session(login.socket(), within(TIME_TO_CONNECT));
                new SshSession(command, line, log).carry(in, out);
            } finally {
                Files.deleteIfExists(log);
            }
        } finally {
            login.sessionEnds();
        }
    }

    private synchronized SshLogin loginForSession() {
        SshLogin login = command.sharesConnections()
                ? loginWithRoom().or(this::anotherLogin).orElse(first)
                : first;
        login.sessionBegins();
        return login;
    }

    private Optional<SshLogin> loginWithRoom() {
        return logins.stream().filter(SshLogin::hasRoom).findFirst();
    }

    /** Empty from the first login that fails: usually it would have to ask, and each attempt takes time. */
    private Optional<SshLogin> anotherLogin() {
        logsInSilently = logsInSilently && !closed && startLogin();
        return loginWithRoom();
    }

    private boolean startLogin() {
        Deadline limit = within(TIME_TO_CONNECT);
        Path socket = nextSocket();
        try {
            SshLogin login = new SshLogin(command.silentLogin(socket, limit), socket, folder.resolve(LOG));
            logins.add(login);
            if (closed) {
                login.close(); // close() may have run before the login was added
            }
            return connects(login, limit);
        } catch (IOException failed) {
            return false;
        }
    }

    private static boolean connects(SshLogin login, Deadline limit) {
        try {
            if (login.await(limit)) {
                return true;
            }
        } catch (Failure timedOut) {
            // as when ssh ends
        }
        login.close();
        return false;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        forwarder.close();
        logins.forEach(SshLogin::close);
        try (var left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
