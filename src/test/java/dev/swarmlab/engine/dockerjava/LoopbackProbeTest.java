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
    void no_program_listens_behind_a_port_that_refuses() throws Exception {
        int port;
        try (ServerSocket server = listening()) {
            port = server.getLocalPort();
        }

        assertThatThrownBy(new LoopbackProbe(port)::check).isInstanceOf(ConnectException.class);
    }

    @Test
    void no_program_listens_behind_a_port_that_closes_connections() throws Exception {
        try (ServerSocket server = listening()) {
            CompletableFuture<Void> proxy = CompletableFuture.runAsync(() -> closeOneConnection(server));

            assertThatThrownBy(new LoopbackProbe(server.getLocalPort())::check).isInstanceOf(IOException.class);
            proxy.join();
        }
    }

    @Test
    void a_port_is_not_checked_again_after_a_success() throws Exception {
        LoopbackProbe probe;
        try (ServerSocket server = listening()) {
            probe = new LoopbackProbe(server.getLocalPort());
            probe.check();
            try (Socket check = server.accept()) {
                assertThat(check.getInputStream().read())
                        .as("the probe has closed the connection")
                        .isNegative();
            }
        }

        probe.check(); // a second connection would be refused
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void closeOneConnection(ServerSocket server) {
        try (Socket connection = server.accept()) {
            assertThat(connection.isConnected()).isTrue();
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
