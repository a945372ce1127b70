package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.engine.Engine.InteractiveExec;
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
 * A way to a node's daemon through the outer engine, for engines whose loopback is out of reach: on another host, or
 * seen from inside a container. It listens on a socket file that only this user can open; each connection becomes a
 * command in the node that speaks to the daemon's own socket.
 */
final class NodeForwarder implements AutoCloseable {

    /** The docker CLI's own way to carry the API over standard input and output; ssh connections use it too. */
    private static final List<String> DIAL = List.of("docker", "system", "dial-stdio");

    private final DockerJavaExec exec;
    private final String container;
    private final Path folder;
    private final Path socket;
    private final ServerSocketChannel server;

    private NodeForwarder(DockerJavaExec exec, String container, Path folder) throws IOException {
        this.exec = exec;
        this.container = container;
        this.folder = folder;
        this.socket = folder.resolve("docker.sock");
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    static NodeForwarder open(DockerJavaExec exec, String container) throws IOException {
        // The JDK makes temporary folders for their owner alone.
        NodeForwarder forwarder = new NodeForwarder(exec, container, Files.createTempDirectory("swarmlab"));
        inBackground(forwarder::accept);
        return forwarder;
    }

    URI address() {
        return URI.create("unix://" + socket);
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                SocketChannel connection = server.accept();
                inBackground(() -> forward(connection));
            }
        } catch (IOException closed) {
            return; // there is nobody left to serve
        }
    }

    private void forward(SocketChannel connection) {
        try (connection;
                InputStream in = RawConnection.reader(connection);
                OutputStream out = RawConnection.writer(connection)) {
            exec.interactively(container, new InteractiveExec(DIAL, in, out, OutputStream.nullOutputStream(), null));
        } catch (IOException | RuntimeException broken) {
            return; // the client sees that its connection ends
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "swarmlab-forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }
}
