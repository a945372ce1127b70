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

class LoopbackDoorTest {

    @Test
    void nobody_is_behind_a_port_that_refuses() throws Exception {
        int port;
        try (ServerSocket server = listening()) {
            port = server.getLocalPort();
        }

        assertThatThrownBy(new LoopbackDoor(port)::knock).isInstanceOf(ConnectException.class);
    }

    @Test
    void nobody_is_behind_a_port_that_hangs_up() throws Exception {
        try (ServerSocket server = listening()) {
            CompletableFuture<Void> proxy = CompletableFuture.runAsync(() -> hangUp(server));

            assertThatThrownBy(new LoopbackDoor(server.getLocalPort())::knock).isInstanceOf(IOException.class);
            proxy.join();
        }
    }

    @Test
    void is_not_knocked_at_again_once_somebody_waited_behind_it() throws Exception {
        LoopbackDoor door;
        try (ServerSocket server = listening()) {
            door = new LoopbackDoor(server.getLocalPort());
            door.knock();
            try (Socket knock = server.accept()) {
                assertThat(knock.getInputStream().read()).as("it has hung up").isNegative();
            }
        }

        door.knock(); // nobody listens any more: a second knock would fail
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
