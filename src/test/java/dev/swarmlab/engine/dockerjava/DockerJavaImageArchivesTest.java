package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of an engine to requests for archives of images. */
class DockerJavaImageArchivesTest {

    private static final String ERROR =
            "{\"errorDetail\":{\"message\":\"no space left\"},\"error\":\"no space left\"}\r\n";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer daemon;
    private Engine engine;
    private byte[] answer = {};
    private int status = 200;

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
            int length = exchange.getRequestBody().readAllBytes().length;
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + length);
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] saved(String... references) throws IOException {
        try (InputStream archive = engine.saveImages(List.of(references))) {
            return archive.readAllBytes();
        }
    }

    private List<String> loaded(String text) {
        answer = text.getBytes(StandardCharsets.UTF_8);
        return engine.loadImages(new ByteArrayInputStream(new byte[100_000]));
    }

    private static byte[] archive(int bytes) {
        byte[] archive = new byte[bytes];
        Arrays.fill(archive, 0, bytes - 1024, (byte) 'x');
        return archive;
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, 8191, 8192, 8193, 100_000})
    void a_complete_archive_is_read_to_its_end(int bytes) throws IOException {
        answer = archive(bytes);

        assertThat(saved("app:1", "localhost:5000/echo")).isEqualTo(answer);
        assertThat(requests).containsExactly("GET /images/get?names=app%3A1&names=localhost%3A5000%2Fecho%3Alatest 0");
    }

    @Test
    void an_error_that_the_engine_appends_to_an_archive_is_reported() {
        byte[] started = Arrays.copyOf(archive(50_000), 40_000);
        byte[] error = ERROR.getBytes(StandardCharsets.UTF_8);
        answer = Arrays.copyOf(started, started.length + error.length);
        System.arraycopy(error, 0, answer, started.length, error.length);

        assertThatThrownBy(() -> saved("app:1"))
                .isInstanceOf(EngineException.class)
                .hasMessage("no space left");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512, 40_000})
    void an_archive_without_an_end_is_reported(int bytes) {
        answer = Arrays.copyOf(archive(50_000), bytes);

        assertThatThrownBy(() -> saved("app:1"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("too early");
    }

    @Test
    void an_image_that_the_engine_does_not_have_is_reported() {
        status = 404;
        answer = "{\"message\":\"reference does not exist\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> saved("app:1"))
                .isInstanceOf(EngineException.class)
                .hasMessage("reference does not exist");
    }

    @Test
    void the_names_of_loaded_images_are_those_that_the_engine_reports() {
        assertThat(loaded("""
                        {"stream":"The image app:1 already exists, renaming the old one with ID sha256:1 to empty string\\n"}
                        {"stream":"Loaded image: app:1\\n"}
                        {"stream":"Loaded image: localhost:5000/echo:latest\\nLoaded image ID: sha256:2\\n"}
                        """)).containsExactly("app:1", "localhost:5000/echo:latest", "sha256:2");
        assertThat(requests).containsExactly("POST /images/load?quiet=1 100000");
    }

    @Test
    void an_error_in_the_answer_to_a_load_is_reported_although_its_status_is_ok() {
        assertThatThrownBy(() -> loaded("{\"stream\":\"Loaded image: app:1\\n\"}\n" + ERROR))
                .isInstanceOf(EngineException.class)
                .hasMessage("no space left");
    }
}
