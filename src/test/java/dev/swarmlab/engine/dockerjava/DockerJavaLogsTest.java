package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.LogSelection;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of a container, asked of a daemon that answers in Docker's stream format. */
class DockerJavaLogsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> queries = new ArrayList<>();
    private HttpServer daemon;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        daemon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        daemon.createContext("/", this::answer);
        daemon.start();
        engine = DockerJavaConnector.engine(new EngineEndpoint(
                URI.create("tcp://127.0.0.1:" + daemon.getAddress().getPort()), null, "test"));
    }

    @AfterEach
    void stop() {
        engine.close();
        daemon.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean known = exchange.getRequestURI().getPath().endsWith("/containers/node/logs");
            queries.add(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(known ? 200 : 404, 0);
            if (known) {
                OutputStream body = exchange.getResponseBody();
                body.write(frame(1, "started\n"));
                body.flush();
                body.write(frame(2, "level=info\n"));
            }
        }
    }

    /** @param stream 1 for standard output, 2 for standard error */
    private static byte[] frame(int stream, String output) {
        byte[] text = output.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length)
                .putInt(stream << 24)
                .putInt(text.length)
                .put(text)
                .array();
    }

    @ParameterizedTest
    @CsvSource({"true, follow=true", "false, stderr=true"})
    void each_stream_of_the_process_is_copied_to_its_own_stream(boolean follow, String asked) {
        engine.copyLogs("node", new LogSelection(follow, null, null), out, err);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("started\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("level=info\n");
        assertThat(queries.get(0)).contains(asked).doesNotContain("since", "tail");
    }

    @Test
    void the_daemon_is_asked_for_a_part() {
        engine.copyLogs("node", new LogSelection(false, Instant.ofEpochSecond(1_700_000_000), 5), out, err);

        assertThat(queries.get(0)).contains("since=1700000000", "tail=5").doesNotContain("follow");
    }

    @Test
    void a_container_that_does_not_exist_is_an_error() {
        assertThatThrownBy(() -> engine.copyLogs("missing", new LogSelection(false, null, null), out, err))
                .isInstanceOf(EngineException.class);
    }
}
