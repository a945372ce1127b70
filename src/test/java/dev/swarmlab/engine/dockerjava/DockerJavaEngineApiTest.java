package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.certificate.MutualTls;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerJavaEngineApiTest {

    /** Longer than the connect timeout, which must not limit an answer. */
    private static final Duration LONG = Duration.ofMillis(5_500);

    private final LabAuthority authority = LabAuthority.create("lab");

    /** As on a join, or from a manager that knows no leader. */
    @Test
    void waits_for_a_slow_answer_on_a_connection_that_was_used_before() throws Exception {
        HttpsServer daemon = daemon();
        ExecutorService threads = Executors.newCachedThreadPool();
        daemon.setExecutor(threads);
        daemon.createContext("/", exchange -> {
            try (exchange) {
                if (exchange.getRequestURI().getPath().equals("/slow")) {
                    sleep(LONG);
                }
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("{\"answer\": 42}".getBytes(StandardCharsets.UTF_8));
            }
        });
        daemon.start();

        try (EngineApi api = DockerJavaConnector.loopback(
                daemon.getAddress().getPort(), authority.clientContext(), Optional.empty(), CallLog.NONE)) {
            assertThat(api.get("/quick").path("answer").asInt()).isEqualTo(42);
            assertThat(api.get("/slow").path("answer").asInt()).isEqualTo(42);
        } finally {
            daemon.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void waits_for_a_node_until_the_deadline_of_the_command() throws Exception {
        HttpsServer daemon = daemon();
        CountDownLatch ended = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        daemon.setExecutor(threads);
        daemon.createContext("/", exchange -> {
            try (exchange) {
                ended.await();
            } catch (InterruptedException exception) {
                Thread.currentThread().interrupt();
            }
        });
        daemon.start();

        try (EngineApi api = DockerJavaConnector.loopback(
                daemon.getAddress().getPort(),
                authority.clientContext(),
                Optional.of(Deadline.in(Duration.ofSeconds(1))),
                CallLog.NONE)) {
            assertThatThrownBy(() -> api.get("/info"))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("after 1 s: it did not answer GET /info")
                    .extracting(exception -> ((EngineException) exception).isSilent())
                    .isEqualTo(true);
        } finally {
            ended.countDown();
            daemon.stop(0);
            threads.shutdownNow();
        }
    }

    /** A daemon answers a slow join with 503, and goes on joining. */
    @Test
    void sends_a_request_only_once_though_the_answer_is_503() throws Exception {
        HttpsServer daemon = daemon();
        List<String> requests = Collections.synchronizedList(new ArrayList<>());
        daemon.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
                exchange.sendResponseHeaders(503, 0);
                exchange.getResponseBody()
                        .write("{\"message\": \"Timeout was reached\"}".getBytes(StandardCharsets.UTF_8));
            }
        });
        daemon.start();

        try (EngineApi api = DockerJavaConnector.loopback(
                daemon.getAddress().getPort(), authority.clientContext(), Optional.empty(), CallLog.NONE)) {
            assertThatThrownBy(() -> api.post(
                            "/swarm/join", JsonNodeFactory.instance.objectNode().put("JoinToken", "t")))
                    .hasMessage("Timeout was reached");
            assertThatThrownBy(() -> api.post("/swarm/leave?force=true", null)).hasMessage("Timeout was reached");
            assertThatThrownBy(() -> api.delete("/nodes/1")).hasMessage("Timeout was reached");
        } finally {
            daemon.stop(0);
        }

        assertThat(requests)
                .containsOnlyOnce("POST /swarm/join {\"JoinToken\":\"t\"}", "POST /swarm/leave?force=true ");
    }

    /** Start is not among them: a second start is answered with 304. */
    @ParameterizedTest
    @ValueSource(strings = {"kill", "pause", "unpause"})
    void sends_a_request_to_an_engine_only_once(String action) throws Exception {
        List<String> requests = Collections.synchronizedList(new ArrayList<>());
        HttpServer unavailable = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        unavailable.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                exchange.sendResponseHeaders(503, -1);
            }
        });
        unavailable.start();
        EngineEndpoint endpoint = new EngineEndpoint(
                URI.create("tcp://127.0.0.1:" + unavailable.getAddress().getPort()), null, "the test");

        try (Engine engine = DockerJavaConnector.engine(endpoint)) {
            Map<String, Consumer<String>> actions =
                    Map.of("kill", engine::kill, "pause", engine::pause, "unpause", engine::unpause);
            assertThatThrownBy(() -> Objects.requireNonNull(actions.get(action)).accept("node"))
                    .isInstanceOf(EngineException.class);
        } finally {
            unavailable.stop(0);
        }

        assertThat(requests).containsExactly("POST /containers/node/" + action);
    }

    private HttpsServer daemon() throws IOException {
        HttpsServer daemon = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        daemon.setHttpsConfigurator(new HttpsConfigurator(
                MutualTls.context(authority.forServer("manager", "10.1.2.3"), authority.certificatePem())));
        return daemon;
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
