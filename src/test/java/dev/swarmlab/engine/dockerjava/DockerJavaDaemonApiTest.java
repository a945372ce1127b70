package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.certificate.MutualTls;
import dev.swarmlab.engine.DaemonApi;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DockerJavaDaemonApiTest {

    /** Longer than a connection may take to be made: what bounds the one must not bound the other. */
    private static final Duration LONG = Duration.ofMillis(5_500);

    private final LabAuthority authority = LabAuthority.create("lab");

    /** As a join does, or a manager that has lost the leader. */
    @Test
    void waits_for_a_daemon_that_thinks_for_long_on_a_connection_that_was_used_before() throws Exception {
        HttpsServer daemon = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        daemon.setExecutor(threads);
        daemon.setHttpsConfigurator(new HttpsConfigurator(
                MutualTls.context(authority.forServer("manager", "10.1.2.3"), authority.certificatePem())));
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

        try (DaemonApi api = DockerJavaConnector.loopback(daemon.getAddress().getPort(), authority.clientContext())) {
            assertThat(api.get("/quick").path("answer").asInt()).isEqualTo(42);
            assertThat(api.get("/slow").path("answer").asInt()).isEqualTo(42);
        } finally {
            daemon.stop(0);
            threads.shutdownNow();
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
