package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoopbackProbeTest {

    @Test
    void nobody_is_behind_a_port_that_refuses() throws Exception {
        int port;
        try (ServerSocket server = listening()) {
            port = server.getLocalPort();
        }

        assertThatThrownBy(new LoopbackProbe(port)::check).isInstanceOf(ConnectException.class);
    }

    @Test
    void nobody_is_behind_a_port_that_hangs_up() throws Exception {
        try (ServerSocket server = listening()) {
            CompletableFuture<Void> proxy = CompletableFuture.runAsync(() -> hangUp(server));

            assertThatThrownBy(new LoopbackProbe(server.getLocalPort())::check).isInstanceOf(IOException.class);
            proxy.join();
        }
    }

    @Test
    void is_not_knocked_at_again_once_somebody_waited_behind_it() throws Exception {
        LoopbackProbe door;
        try (ServerSocket server = listening()) {
            door = new LoopbackProbe(server.getLocalPort());
            door.check();
            try (Socket check = server.accept()) {
                assertThat(check.getInputStream().read()).as("it has hung up").isNegative();
            }
        }

        door.check(); // nobody listens any more: a second knock would fail
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void hangUp(ServerSocket server) {
        try (Socket connection = server.accept()) {
            assertThat(connection.isConnected()).isTrue();
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
