package dev.swarmlab.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginePingTest {

    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nServer: Docker/26.1.5+dfsg1 (linux)\r\n\r\nOK";

    private Path folder;

    @BeforeEach
    void in(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void reads_the_version_from_an_answer() throws IOException {
        assertThat(EnginePing.versionIn(ANSWER)).isEqualTo("26.1.5+dfsg1");
        assertThat(EnginePing.versionIn("HTTP/1.1 200 OK\r\n\r\nOK")).isEqualTo("unknown");
    }

    @Test
    void refuses_a_status_other_than_200() {
        assertThatThrownBy(() -> EnginePing.versionIn("HTTP/1.1 503 Service Unavailable\r\n\r\n"))
                .hasMessage("it answers HTTP/1.1 503 Service Unavailable");
        assertThatThrownBy(() -> EnginePing.versionIn("")).hasMessage("it answers nothing");
    }

    @Test
    void gets_the_version_over_a_socket() throws IOException {
        try (ServerSocketChannel server = listen()) {
            CompletableFuture<Void> engine = CompletableFuture.runAsync(() -> answer(server));
            assertThat(EnginePing.version(socket(), Duration.ofSeconds(10))).isEqualTo("26.1.5+dfsg1");
            engine.join();
        }
    }

    @Test
    void times_out_when_the_daemon_hangs() throws IOException {
        try (ServerSocketChannel server = listen()) {
            assertThat(server.isOpen()).isTrue();
            assertThatThrownBy(() -> EnginePing.version(socket(), Duration.ofMillis(100)))
                    .hasMessageContaining("does not answer");
        }
    }

    @Test
    void a_missing_socket_is_an_error() {
        assertThatThrownBy(() -> EnginePing.version(socket(), Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class);
    }

    private static void answer(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(1000));
            // In two parts, as a network may deliver it.
            client.write(ByteBuffer.wrap(ANSWER.substring(0, 20).getBytes(StandardCharsets.US_ASCII)));
            client.write(ByteBuffer.wrap(ANSWER.substring(20).getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException exception) {
            throw new java.io.UncheckedIOException(exception);
        }
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()));
    }

    private Path socket() {
        return folder.resolve("docker.sock");
    }
}
