package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests to an engine for an image whose reference has no tag. */
class DockerJavaImagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final List<String> requests = new CopyOnWriteArrayList<>();
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
        daemon.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod() + " "
                    + URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8) + "?"
                    + (exchange.getRequestURI().getRawQuery() == null
                            ? ""
                            : URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8)));
            byte[] content = "{\"Id\": \"sha256:1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Test
    void pulls_latest_alone_where_no_tag_is_named() {
        engine.pull("alpine", Deadline.in(PATIENCE));

        assertThat(requests).contains("POST /images/create?fromImage=alpine:latest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpine:3", "alpine@" + DIGEST, "alpine:3@" + DIGEST})
    void pulls_what_is_named(String reference) {
        engine.pull(reference, Deadline.in(PATIENCE));

        assertThat(requests).contains("POST /images/create?fromImage=" + reference);
    }

    @Test
    void inspects_latest_where_no_tag_is_named() {
        assertThat(engine.image("alpine")).isPresent();

        assertThat(requests).containsExactly("GET /images/alpine:latest/json?");
    }

    @Test
    void tags_latest_as_latest_where_no_tag_is_named() {
        engine.tag("alpine", "localhost:5000/alpine");

        assertThat(requests)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("POST /images/alpine:latest/tag?")
                .contains("repo=localhost:5000/alpine", "tag=latest");
    }

    @Test
    void builds_and_imports_latest_where_no_tag_is_named(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");

        engine.build(folder, Map.of(), "swarmlab/echo", Map.of(), Deadline.in(PATIENCE));
        engine.importImage(Files.writeString(folder.resolve("image.tar"), ""), "swarmlab/echo", List.of());

        assertThat(requests)
                .anyMatch(request -> request.startsWith("POST /build?") && request.contains("t=swarmlab/echo:latest"))
                .contains("POST /images/create?fromSrc=-&repo=swarmlab/echo:latest");
    }

    @Test
    void removes_latest_alone_where_no_tag_is_named() {
        engine.removeImage("alpine");

        assertThat(requests).hasSize(1).first().asString().startsWith("DELETE /images/alpine:latest?");
    }
}
