package dev.swarmlab.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.swarm.SwarmChange.Tone;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DashboardServerTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^#\"]+)\"");

    private final StatePublisher publisher = new StatePublisher();
    private DashboardServer server;

    DashboardServerTest() throws IOException {
        server = DashboardServer.start(publisher, Access.local(), 0);
    }

    @BeforeEach
    void start() {
        publisher.start();
    }

    @AfterEach
    void close() {
        server.close();
        publisher.close();
    }

    private void askForToken() throws IOException {
        server.close();
        server = DashboardServer.start(publisher, new Access(InetAddress.getLoopbackAddress(), Set.of(), TOKEN), 0);
    }

    /** A connection that can send invalid requests. */
    private final class Connection implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader answer;

        Connection(String request) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        /** The status line and the headers. */
        String statusAndHeaders() throws IOException {
            StringBuilder head = new StringBuilder();
            for (String line = answer.readLine(); line != null && !line.isEmpty(); line = answer.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        }

        /** Type and data of the next event, for example {@code heartbeat {}}. */
        String event() throws IOException {
            String line = line();
            while (!line.startsWith("event: ")) { // skips the lengths of chunks
                line = line();
            }
            return line.substring("event: ".length()) + " " + line().substring("data: ".length());
        }

        private String line() throws IOException {
            String line = answer.readLine();
            if (line == null) {
                throw new EOFException();
            }
            return line;
        }

        /** Reads to the end. */
        String readAll() throws IOException {
            StringBuilder all = new StringBuilder();
            char[] part = new char[4096];
            for (int read = answer.read(part); read >= 0; read = answer.read(part)) {
                all.append(part, 0, read);
            }
            return all.toString();
        }

        /** Waits until the server closes the connection. */
        void awaitClosed() throws IOException {
            try {
                readAll();
            } catch (SocketTimeoutException stillOpen) {
                throw new AssertionError("the server keeps the connection open", stillOpen);
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private String ask(String method, String path, String... headers) throws IOException {
        String host =
                List.of(headers).stream().anyMatch(header -> header.startsWith("Host:")) ? "" : "Host: localhost\r\n";
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        try (Connection connection =
                new Connection(method + " " + path + " HTTP/1.1\r\n" + host + more + "Connection: close\r\n\r\n")) {
            return connection.readAll();
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void the_page_is_served_and_may_load_nothing_from_other_sites() throws IOException {
        String answer = ask("GET", "/");

        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer.lines())
                .contains(
                        "Content-type: text/html; charset=utf-8",
                        "Content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                        "X-content-type-options: nosniff",
                        "Referrer-policy: no-referrer",
                        "Cross-origin-resource-policy: same-origin",
                        "Cross-origin-opener-policy: same-origin",
                        "Cross-origin-embedder-policy: require-corp",
                        "Cache-control: no-store");
        assertThat(body(answer)).startsWith("<!DOCTYPE html>");
    }

    @Test
    void every_file_that_the_page_refers_to_is_served() throws IOException {
        List<String> files = REFERENCE
                .matcher(body(ask("GET", "/")))
                .results()
                .map(MatchResult::group)
                .map(reference -> REFERENCE.matcher(reference).replaceFirst("$1"))
                .distinct()
                .toList();

        assertThat(files).contains("style.css", "main.js");
        for (String file : files) {
            assertThat(status(ask("GET", "/" + file))).as(file).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/index.html, text/html; charset=utf-8",
        "/style.css, text/css; charset=utf-8",
        "/main.js, text/javascript; charset=utf-8",
        "/favicon.svg, image/svg+xml",
        "/main.js?v=1, text/javascript; charset=utf-8"
    })
    void a_file_is_served_with_its_type(String path, String type) throws IOException {
        assertThat(ask("GET", path).lines()).contains("HTTP/1.1 200 OK", "Content-type: " + type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/nothing",
                "/api",
                "/api/",
                "/api/state/",
                "/x/main.js",
                "/x/../main.js",
                "/../",
                "/..",
                "/../META-INF/MANIFEST.MF",
                "/../dev/swarmlab/aot/answers.json",
                "/../dashboard/main.js",
                "/%2e%2e/dashboard/main.js",
                "/%2e%2e%2fdashboard%2fmain.js",
                "/..%5cdashboard%5cmain.js",
                "/./main.js",
                "/main.js%00.html",
                "/main.js/",
                "/MAIN.JS",
                "/.html"
            })
    void other_paths_are_not_found(String path) throws IOException {
        String answer = ask("GET", path);

        assertThat(status(answer)).isEqualTo(404);
        assertThat(answer).contains("X-content-type-options: nosniff").contains("text/plain");
        assertThat(body(answer)).isEqualTo("Not found.\n");
    }

    @Test
    void the_state_is_answered_as_json() throws IOException {
        publisher.update(PublishedState.emptyLab("lab", "ä \"quoted\" → text"), List.of());
        PublishedState.await("the version", () -> publisher.version().number() == 1);

        String answer = ask("GET", "/api/state");

        assertThat(answer.lines()).contains("HTTP/1.1 200 OK", "Content-type: application/json");
        assertThat(PublishedState.withoutTime(body(answer)))
                .isEqualTo(PublishedState.withoutTime(
                        publisher.version().fullState().toString()));
        assertThat(body(answer)).contains("ä \\\"quoted\\\" → text");
    }

    @ParameterizedTest
    @CsvSource({"POST, /", "PUT, /api/state", "DELETE, /api/state", "PATCH, /api/events", "OPTIONS, /"})
    void methods_other_than_get_and_head_are_refused(String method, String path) throws IOException {
        assertThat(ask(method, path).lines())
                .anyMatch(line -> line.startsWith("HTTP/1.1 405 "))
                .contains("Allow: GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/api/state", "/api/events", "/nothing"})
    void a_request_for_another_host_name_is_refused(String path) throws IOException {
        publisher.update(PublishedState.emptyLab("secret", ""), List.of());

        String answer = ask("GET", path, "Host: evil.example:" + server.port());

        assertThat(status(answer)).isEqualTo(403);
        assertThat(answer).contains("--allow-host").doesNotContain("secret").contains("Cache-control: no-store");
        assertThat(publisher.hasViewers()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/api/state", "/api/events", "/nothing"})
    void a_request_without_the_token_is_refused(String path) throws IOException {
        askForToken();

        assertThat(status(ask("GET", path))).isEqualTo(403);
        assertThat(status(ask("GET", path + "?token=wrong"))).isEqualTo(403);
        assertThat(status(ask("HEAD", path))).isEqualTo(403);
        assertThat(ask("GET", path)).doesNotContain("Set-cookie");
    }

    @Test
    void the_token_in_a_link_becomes_a_cookie() throws IOException {
        askForToken();

        String answer = ask("GET", "/?token=" + TOKEN);

        assertThat(answer.lines())
                .contains(
                        "HTTP/1.1 303 See Other",
                        "Location: /",
                        "Set-cookie: swarmlab-" + server.port() + "=" + TOKEN + "; Path=/; HttpOnly; SameSite=Lax");
        assertThat(body(answer)).isEmpty();
        assertThat(status(ask("GET", "/", "Cookie: swarmlab-" + server.port() + "=" + TOKEN)))
                .isEqualTo(200);
        assertThat(status(ask("GET", "/api/state", "Cookie: swarmlab-" + server.port() + "=" + TOKEN)))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/%2fevil.example/", "/%5cevil.example/", "/a%0d%0aSet-Cookie:x"})
    void the_redirect_of_a_link_with_the_token_stays_on_the_site(String path) throws IOException {
        askForToken();

        assertThat(ask("GET", path + "?token=" + TOKEN).lines())
                .contains("HTTP/1.1 303 See Other", "Location: " + path)
                .doesNotContain("Set-Cookie:x");
    }

    @Test
    void programs_send_the_token_as_bearer_token() throws IOException {
        askForToken();

        assertThat(status(ask("GET", "/api/state", "Authorization: Bearer " + TOKEN)))
                .isEqualTo(200);
        assertThat(status(ask("GET", "/api/state", "Authorization: Bearer " + TOKEN + "0")))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"/, 200", "/api/state, 200", "/api/events, 200", "/nothing, 404"})
    void the_response_to_a_head_request_has_no_body(String path, int status) throws IOException {
        String answer = ask("HEAD", path);

        assertThat(status(answer)).isEqualTo(status);
        assertThat(body(answer)).isEmpty();
        assertThat(publisher.hasViewers()).isFalse();
    }

    private Connection events() throws IOException {
        Connection connection = new Connection("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(connection.statusAndHeaders())
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-type: text/event-stream; charset=utf-8")
                .contains("Cache-control: no-store")
                .contains("X-content-type-options: nosniff");
        return connection;
    }

    @Test
    void the_stream_starts_with_the_full_state_then_sends_changes_and_heartbeats() throws IOException {
        publisher.update(PublishedState.emptyLab("a", "line\nbreak"), List.of());
        PublishedState.await("the version", () -> publisher.version().number() == 1);
        try (Connection events = events()) {
            String first = events.event();
            assertThat(first).startsWith("state ");
            assertThat(PublishedState.withoutTime(first.substring("state ".length())))
                    .isEqualTo(PublishedState.withoutTime(
                            publisher.version().fullState().toString()));

            publisher.update(
                    PublishedState.emptyLab("b", ""),
                    List.of(TimelineEvent.Change.ofLab("b", Tone.GOOD, "was created")));
            assertThat(events.event())
                    .isEqualTo("change " + publisher.version().changeData())
                    .contains("\"labs\":{\"b\":{")
                    .contains("\"text\":\"was created\"");

            long start = System.nanoTime();
            assertThat(events.event()).isEqualTo("heartbeat {}");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(12));
        }
    }

    @Test
    void a_client_is_a_viewer_until_it_disconnects() throws IOException {
        try (Connection events = events()) {
            events.event();
            assertThat(publisher.viewers()).isEqualTo(1);
        }
        PublishedState.await("the end of the connection", () -> {
            publisher.update(PublishedState.emptyLab("a", String.valueOf(System.nanoTime())), List.of());
            return !publisher.hasViewers();
        });
    }

    /** More connections than threads. Some send part of the request line, some of the headers, some of a body. */
    @Test
    void incomplete_requests_lose_their_connections_and_others_are_answered() throws IOException {
        limitRequestsTo(Duration.ofSeconds(1));
        List<String> incomplete = List.of(
                "G",
                "GET / HTTP/1.1\r\nHost: local",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx");
        List<Connection> connections = new ArrayList<>();
        try {
            for (int number = 0; number < 300; number++) {
                connections.add(new Connection(incomplete.get(number % incomplete.size())));
            }

            assertThat(status(ask("GET", "/"))).isEqualTo(200);
            assertThat(threads("swarmlab-dashboard-request-")).isBetween(1L, 282L);
            for (Connection connection : connections) {
                connection.awaitClosed();
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void event_streams_outlast_the_limit_for_requests() throws IOException {
        limitRequestsTo(Duration.ofSeconds(1));
        List<Connection> viewers = new ArrayList<>();
        try {
            for (int number = 0; number < 25; number++) {
                viewers.add(events());
            }
            for (Connection viewer : viewers) {
                assertThat(viewer.event()).startsWith("state ");
                assertThat(viewer.event()).isEqualTo("heartbeat {}");
            }
            assertThat(status(ask("GET", "/api/state"))).isEqualTo(200);
            assertThat(publisher.viewers()).isEqualTo(25);
        } finally {
            for (Connection viewer : viewers) {
                viewer.close();
            }
        }
    }

    @Test
    void a_client_that_does_not_read_is_disconnected() throws IOException {
        limitRequestsTo(Duration.ofSeconds(1));
        try (Connection events = events()) {
            assertThat(events.event()).startsWith("state ");
            publisher.update(PublishedState.emptyLab("a", "larger than the buffers ".repeat(1_000_000)), List.of());

            PublishedState.await("the end of the connection", () -> !publisher.hasViewers());
        }
    }

    private void limitRequestsTo(Duration limit) throws IOException {
        server.close();
        server = DashboardServer.start(publisher, Access.local(), 0, limit);
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    @Test
    void further_viewers_are_refused_at_the_maximum() throws IOException {
        for (int viewer = 0; viewer < 250; viewer++) {
            publisher.addViewer();
        }

        assertThat(status(ask("GET", "/api/events"))).isEqualTo(503);
        assertThat(status(ask("GET", "/api/state"))).isEqualTo(200);
        publisher.removeViewer();
        try (Connection events = events()) {
            assertThat(events.event()).startsWith("state ");
        }
    }

    @Test
    void the_stream_ends_when_the_server_closes() throws IOException {
        try (Connection events = events()) {
            events.event();
            server.close();

            assertThatThrownBy(events::event)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        PublishedState.await("the end of the stream", () -> !publisher.hasViewers());
    }

    @Test
    void an_invalid_request_does_not_stop_the_server() throws IOException {
        ask("GET", "mailto:x");
        ask("", "");

        assertThat(status(ask("GET", "/"))).isEqualTo(200);
    }

    @Test
    void a_port_in_use_throws_a_bind_exception() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> DashboardServer.start(publisher, Access.local(), taken.getLocalPort()))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void only_the_loopback_address_is_not_exposed() {
        assertThat(Access.local().address().isLoopbackAddress()).isTrue();
        assertThat(Access.local().isExposed()).isFalse();
        assertThat(new Access(new InetSocketAddress(0).getAddress(), Set.of(), null).isExposed())
                .isTrue();
    }
}
