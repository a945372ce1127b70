package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kernel still accepts connections for a stopped dockerd, which answers nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentEngineTest {

    private static final Duration SHORT = Duration.ofSeconds(8);

    @Test
    void a_request_over_a_socket_ends_at_the_deadline_of_the_command(@TempDir Path folder) throws IOException {
        Path socket = folder.resolve("docker.sock");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            assertThatEveryRequestEnds("unix://" + socket);
        }
    }

    @Test
    void a_request_over_tcp_ends_at_the_deadline_of_the_command() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThatEveryRequestEnds("tcp://127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void an_ssh_login_ends_at_the_deadline_of_the_command() throws IOException {
        assumeThat(SearchPath.of(System.getenv()).has("ssh"))
                .as("an ssh client")
                .isTrue();
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String address = "ssh://127.0.0.1:" + silent.getLocalPort();
            EngineEndpoint endpoint = new EngineEndpoint(URI.create(address), null, "the test");

            assertThatThrownBy(() -> DockerJavaConnector.engine(endpoint, Deadline.in(Duration.ofSeconds(2))))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("gave up waiting for ssh to connect to the Docker engine at " + address)
                    .extracting(failure -> ((Failure) failure).kind())
                    .isEqualTo(FailureKind.TIMED_OUT);
        }
    }

    private static void assertThatEveryRequestEnds(String address) {
        EngineEndpoint endpoint = new EngineEndpoint(URI.create(address), null, "the test");
        try (Engine engine = DockerJavaConnector.engine(endpoint, Deadline.in(SHORT))) {
            assertThatThrownBy(engine::containers)
                    .isInstanceOf(EngineException.class)
                    .hasMessageMatching(
                            "gave up waiting for the engine at .* after [1-8] s: it did not answer GET /containers/json")
                    .hasMessageContaining(address);
            assertThatThrownBy(engine::info)
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("the engine at " + address)
                    .hasMessageEndingWith("it did not answer GET /info");
        }
    }

    @Test
    void requests_after_the_deadline_have_time_to_clean_up() {
        AnswerLimit limit = new AnswerLimit(Duration.ofMinutes(2), Optional.of(Deadline.in(Duration.ZERO)));

        assertThat(limit.of(request("/containers/1"))).contains(Duration.ofSeconds(20));
        limit.missed();
        assertThat(limit.of(request("/containers/1"))).contains(Duration.ofSeconds(5));
        limit.answered();
        assertThat(limit.of(request("/containers/1"))).contains(Duration.ofSeconds(20));
    }

    @Test
    void commands_without_a_deadline_have_a_limit_and_streams_have_none() {
        AnswerLimit limit = new AnswerLimit(Duration.ofMinutes(2), Optional.empty());

        assertThat(limit.of(request("/containers/json?all=true"))).contains(Duration.ofMinutes(2));
        assertThat(limit.of(request("/images/docker:29-dind/json"))).contains(Duration.ofMinutes(2));
        assertThat(limit.of(request("/containers/a/logs?tail=10&stdout=true"))).contains(Duration.ofMinutes(2));
        assertThat(limit.of(request("/_ping"))).contains(Duration.ofSeconds(20));
        assertThat(limit.of(request("/images/create?fromSrc=-&repo=a"))).contains(Duration.ofMinutes(15));
        for (String stream : new String[] {
            "/events?filters=a",
            "/build?t=a",
            "/images/create?fromImage=a",
            "/images/a/b/push?tag=c",
            "/exec/1/start",
            "/containers/a/logs?stdout=true",
            "/containers/a/logs?tail=10&stdout=true&follow=true"
        }) {
            assertThat(limit.of(request(stream))).as(stream).isEmpty();
        }
    }

    private static Request request(String path) {
        return Request.builder().method(Method.GET).path(path).build();
    }
}
