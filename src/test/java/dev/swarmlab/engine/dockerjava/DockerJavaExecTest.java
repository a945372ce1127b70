package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command in a container that the container runtime may fail to start. */
class DockerJavaExecTest {

    private static final String LOST =
            "OCI runtime exec failed: exec failed: unable to start container process: waiting for"
                    + " init preliminary setup: read init-p: connection reset by peer: unknown";
    private static final String MISSING =
            "OCI runtime exec failed: exec failed: unable to start container process: exec:"
                    + " \"nothing\": executable file not found in $PATH: unknown";

    private final Deque<ExecResult> outcomes = new ArrayDeque<>();
    private final AtomicInteger started = new AtomicInteger();
    private ExecResult current = new ExecResult(0, "");
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
            String path = exchange.getRequestURI().getPath();
            byte[] content;
            if (path.endsWith("/start")) {
                started.incrementAndGet();
                current = outcomes.removeFirst();
                content = frame(current.output());
            } else {
                content = ("{\"Id\": \"exec\", \"Running\": false, \"ExitCode\": " + current.exitCode() + "}")
                        .getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(path.endsWith("/exec") ? 201 : 200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    /** Output on standard output, in the format of Docker's attach streams. */
    private static byte[] frame(String output) {
        byte[] text = output.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length)
                .putInt(1 << 24)
                .putInt(text.length)
                .put(text)
                .array();
    }

    private ExecResult execute(ExecResult... answers) {
        outcomes.addAll(List.of(answers));
        return engine.execute("node", List.of("docker", "service", "rm", "proof"), Deadline.in(Duration.ofSeconds(30)));
    }

    @Test
    void is_run_again_when_the_runtime_did_not_start_it() {
        ExecResult result = execute(new ExecResult(126, LOST), new ExecResult(0, "proof"));

        assertThat(result).isEqualTo(new ExecResult(0, "proof"));
        assertThat(started).hasValue(2);
    }

    @Test
    void fails_when_the_runtime_never_starts_it() {
        ExecResult lost = new ExecResult(126, LOST);

        assertThat(execute(lost, lost, lost, lost)).isEqualTo(lost);
        assertThat(started).hasValue(3);
    }

    @Test
    void is_not_run_again_when_it_is_missing() {
        assertThat(execute(new ExecResult(126, MISSING))).isEqualTo(new ExecResult(126, MISSING));
        assertThat(started).hasValue(1);
    }

    @Test
    void is_not_run_again_when_it_fails_with_the_same_exit_code_itself() {
        assertThat(execute(new ExecResult(126, "read init-p: connection reset by peer"))
                        .exitCode())
                .isEqualTo(126);
        assertThat(started).hasValue(1);
    }
}
