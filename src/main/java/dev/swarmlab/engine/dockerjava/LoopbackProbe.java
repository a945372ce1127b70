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
 * A port that an engine publishes on the loopback. While nothing listens behind it, engines accept a connection and hang
 * up at once; to find that out costs a tenth of what a TLS handshake costs that leads nowhere.
 */
final class LoopbackProbe {

    private static final int CONNECT_MILLISECONDS =
            (int) Patience.scaled(Duration.ofSeconds(5)).toMillis();

    /** An engine that is going to hang up does so within a millisecond. */
    private static final int LISTEN_MILLISECONDS = 10;

    private final int port;
    private volatile boolean open;

    LoopbackProbe(int port) {
        this.port = port;
    }

    /** Throws when certainly nobody is behind it. Knocks until somebody was, and then never again. */
    void check() throws IOException {
        if (open) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLISECONDS);
            socket.setSoTimeout(LISTEN_MILLISECONDS);
            if (hangsUp(socket)) {
                throw new ConnectException("Connection refused");
            }
        }
        open = true;
    }

    private static boolean hangsUp(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException waitsForOurFirstWord) {
            return false;
        }
    }
}
