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
 * A Unix socket, which only this user can open, that forwards to a daemon which this process can't reach. For each
 * connection it runs {@code docker system dial-stdio}: in a node, through the outer engine, or on another host, through
 * ssh.
 */
final class SocketForwarder implements AutoCloseable {

    /** Forwards the Engine API over standard input and output. */
    private static final List<String> DIAL = List.of("docker", "system", "dial-stdio");

    /** Forwards one connection, until either side closes it. */
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

    /** A forwarder to the daemon of a node. */
    static SocketForwarder open(DockerJavaExec exec, String container) throws IOException {
        return open((in, out) -> exec.interactively(
                container, new InteractiveExec(DIAL, in, out, OutputStream.nullOutputStream(), null)));
    }

    static SocketForwarder open(Carrier carrier) throws IOException {
        // The JDK creates temporary folders that only their owner can open.
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
            return; // the forwarder is closed
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
