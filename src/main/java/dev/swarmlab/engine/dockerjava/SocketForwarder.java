package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.parallel.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A socket file, which only this user can open, that leads to a daemon out of reach. Each connection becomes a command
 * that speaks to the daemon's own socket: in a node, through the outer engine, where the engine's loopback is not ours; or
 * on another host, through ssh.
 */
final class SocketForwarder implements AutoCloseable {

    /** The docker CLI's own way to carry the API over standard input and output; ssh connections use it too. */
    private static final List<String> DIAL = List.of("docker", "system", "dial-stdio");

    /** Joins one connection with the daemon, until either side ends it. */
    @FunctionalInterface
    interface Carrier {
        void carry(InputStream in, OutputStream out) throws IOException;
    }

    private final Carrier carrier;
    private final Path folder;
    private final Path socket;
    private final ServerSocketChannel server;

    private SocketForwarder(Carrier carrier, Path folder) throws IOException {
        this.carrier = carrier;
        this.folder = folder;
        this.socket = folder.resolve("docker.sock");
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    /** To the daemon of a node. */
    static SocketForwarder open(DockerJavaExec exec, String container) throws IOException {
        return open((in, out) -> exec.interactively(
                container, new InteractiveExec(DIAL, in, out, OutputStream.nullOutputStream(), null)));
    }

    static SocketForwarder open(Carrier carrier) throws IOException {
        // The JDK makes temporary folders for their owner alone.
        SocketForwarder forwarder = new SocketForwarder(carrier, Files.createTempDirectory("swarmlab"));
        Threads.start("swarmlab-forwarder", forwarder::accept);
        return forwarder;
    }

    URI address() {
        return URI.create("unix://" + socket);
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                SocketChannel connection = server.accept();
                Threads.start("swarmlab-forward", () -> forward(connection));
            }
        } catch (IOException closed) {
            return; // there is nobody left to serve
        }
    }

    private void forward(SocketChannel connection) {
        try (connection;
                InputStream in = RawConnection.reader(connection);
                OutputStream out = RawConnection.writer(connection)) {
            carrier.carry(in, out);
        } catch (IOException | RuntimeException broken) {
            return; // the client sees that its connection ends
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }
}
