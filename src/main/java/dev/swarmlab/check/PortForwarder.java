package dev.swarmlab.check;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.InteractiveExec;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.parallel.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** Forwards one connection into a node, through the engine. */
final class PortForwarder {

    /** A request ends after 10 seconds. The time limits are for requests that end without a connection or an answer. */
    private static final String LONGEST_SECONDS = "15";

    private static final int ACCEPT_MILLISECONDS = 10_000;

    private final Engine engine;
    private final String node;
    private final List<String> command;

    private PortForwarder(Engine engine, String node, String address, int port) {
        this.engine = engine;
        this.node = node;
        this.command = List.of("timeout", LONGEST_SECONDS, "nc", address, String.valueOf(port));
    }

    /**
     * Listens for one connection on this host's loopback.
     *
     * @param node the container in which the connection is made
     * @param address where the node connects to
     * @return where the forwarder listens
     */
    static InetSocketAddress open(Engine engine, String node, String address, int port) throws IOException {
        PortForwarder forwarder = new PortForwarder(engine, node, address, port);
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Threads.start("swarmlab-port-forwarder", () -> forwarder.forwardOne(server));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    private void forwardOne(ServerSocket listening) {
        try (ServerSocket server = listening) {
            server.setSoTimeout(ACCEPT_MILLISECONDS);
            try (Socket connection = server.accept();
                    InputStream in = connection.getInputStream();
                    OutputStream out = connection.getOutputStream()) {
                engine.executeInteractively(
                        node, new InteractiveExec(command, in, out, OutputStream.nullOutputStream(), null));
                connection.shutdownOutput();
                // Closing a socket with unread input would discard what was sent.
                in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException | EngineException broken) {
            return; // the request sees that its connection ends
        }
    }
}
