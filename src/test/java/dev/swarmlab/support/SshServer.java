package dev.swarmlab.support;

import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Debian's sshd on the loopback address with its own keys, and an ssh command that is configured for it. */
public final class SshServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");
    private static final Path PRIVILEGE_SEPARATION_FOLDER = Path.of("/run/sshd");
    private static final String LOG = "sshd.log";

    private final Path folder;
    private final int port;
    private final Process process;

    private SshServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts sshd.
     *
     * @param folder an empty folder for its files
     * @param engine the socket of the engine that {@code docker} uses in its sessions
     */
    public static SshServer start(Path folder, Path engine) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new AssertionError("these tests need sshd: apt-get install openssh-server");
        }
        Files.createDirectories(PRIVILEGE_SEPARATION_FOLDER); // Debian's service creates it before it starts sshd
        for (String key : new String[] {"host", "user"}) {
            HostProcesses.run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    folder.resolve(key).toString());
        }
        int port = freePort();
        Path programs = Files.createDirectory(folder.resolve("docker"));
        Files.writeString(folder.resolve("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                PermitRootLogin prohibit-password
                StrictModes no
                UsePAM no
                PidFile none
                SetEnv PATH=%s DOCKER_HOST=unix://%s
                """.formatted(
                        port, folder.resolve("host"), folder.resolve("user.pub"), HostDocker.path(programs), engine));
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        Files.writeString(folder.resolve("ssh_config"), """
                Host elsewhere
                    HostName 127.0.0.1
                    Port %d
                    User root
                Host *
                    IdentityFile %s
                    IdentitiesOnly yes
                    UserKnownHostsFile %s
                    StrictHostKeyChecking yes
                """.formatted(
                        port, folder.resolve("user"), folder.resolve("known_hosts")));
        Path client = Files.createDirectory(folder.resolve("client")).resolve("ssh");
        Files.writeString(client, "#!/bin/sh\nexec /usr/bin/ssh -F " + folder.resolve("ssh_config") + " \"$@\"\n");
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path log = folder.resolve(LOG);
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        SshServer server = new SshServer(folder, port, process);
        Await.until("sshd", Deadline.in(Duration.ofSeconds(30)), () -> {
            if (!process.isAlive()) {
                throw new AssertionError("sshd ended: " + Files.readString(log));
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return Answer.readyIf(socket.isConnected(), "not connected");
            }
        });
        return server;
    }

    public int port() {
        return port;
    }

    /** The log of sshd so far. */
    public String log() throws IOException {
        return Files.readString(folder.resolve(LOG));
    }

    /** A {@code PATH} with the configured ssh command. */
    public String path() {
        return folder.resolve("client") + File.pathSeparator + System.getenv("PATH");
    }

    /** Forwards a unix socket until the process is ended. */
    public Process forward(Path local, Path remote) throws IOException {
        return new ProcessBuilder(
                        folder.resolve("client").resolve("ssh").toString(),
                        "-nNT",
                        "-o",
                        "ExitOnForwardFailure=yes",
                        "-L",
                        local + ":" + remote,
                        "elsewhere")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("forward.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
