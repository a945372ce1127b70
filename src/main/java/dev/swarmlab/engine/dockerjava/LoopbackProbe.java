package dev.swarmlab.engine.dockerjava;

import dev.swarmlab.readiness.Patience;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Checks whether a program listens behind a port that an engine publishes on the loopback. If none does, engines accept
 * a connection and close it at once. The check costs a tenth of a failing TLS handshake.
 */
final class LoopbackProbe {

    private static final int CONNECT_MILLISECONDS =
            (int) Patience.scaled(Duration.ofSeconds(5)).toMillis();

    /** An engine that closes a connection does so within a millisecond. */
    private static final int LISTEN_MILLISECONDS = 10;

    private final int port;
    private volatile boolean open;

    LoopbackProbe(int port) {
        this.port = port;
    }

    /**
     * Connects and closes the connection again; once that has succeeded, later calls do nothing.
     *
     * @throws IOException when certainly no program listens
     */
    void check() throws IOException {
        if (open) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLISECONDS);
            socket.setSoTimeout(LISTEN_MILLISECONDS);
            if (isClosedByPeer(socket)) {
                throw new ConnectException("Connection refused");
            }
        }
        open = true;
    }

    private static boolean isClosedByPeer(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException waitsForRequest) {
            return false;
        }
    }
}
