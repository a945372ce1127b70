package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.Engine.TerminalSize;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terminals over HTTP, with shells that repeat their input in upper case. */
@Timeout(60)
class TerminalsTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String OPEN = "open?node=manager&columns=100&rows=30";

    private final FakeShells shells = new FakeShells();
    private final StatePublisher publisher = new StatePublisher();
    private final DashboardServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TerminalsTest() throws IOException {
        server = DashboardServer.start(publisher, Access.local(), new Terminals(TOKEN, shells), 0);
    }

    @AfterEach
    void close() {
        server.close();
        publisher.close();
    }

    private HttpRequest.Builder request(String path, String body) {
        String origin = "http://localhost:" + server.port();
        return HttpRequest.newBuilder(URI.create(origin + "/api/terminal/" + path))
                .POST(BodyPublishers.ofString(body))
                .header("Origin", origin)
                .header("Terminal-Token", TOKEN);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(request(path, body).build(), BodyHandlers.ofString());
    }

    private HttpResponse<InputStream> open() throws Exception {
        HttpResponse<InputStream> response = client.send(request(OPEN, "").build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private static String id(HttpResponse<?> opened) {
        return opened.headers().firstValue("Terminal-Session").orElseThrow();
    }

    private static BufferedReader lines(HttpResponse<InputStream> opened) {
        return new BufferedReader(new InputStreamReader(opened.body(), StandardCharsets.US_ASCII));
    }

    private static String decoded(@Nullable String line) {
        return new String(Base64.getDecoder().decode(Objects.requireNonNull(line)), StandardCharsets.UTF_8);
    }

    private void awaitShells(int number) {
        Await.until(
                number + " shells",
                Deadline.in(Duration.ofSeconds(20)),
                () -> Answer.readyIf(shells.open.size() == number, shells.open.toString()));
    }

    @Test
    void what_is_typed_reaches_the_shell_and_its_output_the_browser() throws Exception {
        HttpResponse<InputStream> opened = open();
        BufferedReader output = lines(opened);

        assertThat(post("input?session=" + id(opened), "grüße").statusCode()).isEqualTo(204);

        assertThat(decoded(output.readLine())).isEqualTo("GRÜSSE");
        assertThat(shells.open.values()).containsExactly(new TerminalSize(100, 30));
        assertThat(shells.open.keySet()).singleElement().asString().contains("exec bash", "exec sh", id(opened));
        assertThat(opened.headers().firstValue("Content-Security-Policy")).isPresent();
        post("input?session=" + id(opened), "exit");
        assertThat(output.readLine()).isNull();
    }

    @Test
    void a_new_size_is_set_in_the_node() throws Exception {
        HttpResponse<InputStream> opened = open();

        assertThat(post("size?session=" + id(opened) + "&columns=120&rows=40", "")
                        .statusCode())
                .isEqualTo(204);

        assertThat(shells.commands).singleElement().asString().contains("manager: stty cols 120 rows 40 ", id(opened));
    }

    @Test
    void a_shell_ends_when_the_page_closes_it() throws Exception {
        HttpResponse<InputStream> opened = open();
        BufferedReader output = lines(opened);

        assertThat(post("close?session=" + id(opened), "").statusCode()).isEqualTo(204);

        assertThat(output.readLine()).isNull();
        awaitShells(0);
        assertThat(shells.commands).singleElement().asString().contains("kill -HUP", id(opened));
        assertThat(post("input?session=" + id(opened), "x").statusCode()).isEqualTo(404);
    }

    @Test
    void a_shell_ends_when_the_browser_disconnects() throws Exception {
        HttpResponse<InputStream> opened = open();
        awaitShells(1);

        opened.body().close();

        awaitShells(0);
        assertThat(shells.commands).singleElement().asString().contains("kill -HUP");
    }

    @Test
    void all_shells_end_with_the_server() throws Exception {
        open();
        open();
        awaitShells(2);

        server.close();

        awaitShells(0);
        assertThat(shells.commands).hasSize(2).allMatch(command -> command.contains("kill -HUP"));
    }

    @Test
    void a_heartbeat_is_an_empty_line() throws Exception {
        assertThat(lines(open()).readLine()).isEmpty();
    }

    @Test
    void the_error_of_the_engine_is_shown_in_the_terminal() throws Exception {
        HttpResponse<InputStream> opened =
                client.send(request(OPEN.replace("manager", "broken"), "").build(), BodyHandlers.ofInputStream());

        assertThat(decoded(lines(opened).readLine())).contains("no such program");
    }

    @Test
    void the_number_of_sessions_is_limited() throws Exception {
        List<HttpResponse<InputStream>> opened = new ArrayList<>();
        for (int number = 0; number < Terminals.MAX_SESSIONS; number++) {
            opened.add(open());
        }

        assertThat(post(OPEN, "").statusCode()).isEqualTo(503);

        post("close?session=" + id(opened.get(0)), "");
        open();
    }

    @ParameterizedTest
    @CsvSource({
        "open?node=manager, 400",
        "open?node=manager&columns=0&rows=10, 400",
        "open?node=manager&columns=80&rows=1001, 400",
        "open?node=manager&columns=80&rows=10;id, 400",
        "open?columns=80&rows=10, 404",
        "open?node=registry&columns=80&rows=10, 404",
        "input?session=x, 404",
        "size, 404",
        "nothing, 404",
        "'', 404"
    })
    void wrong_requests_are_refused(String path, int status) throws Exception {
        assertThat(post(path, "").statusCode()).isEqualTo(status);
        assertThat(shells.open).isEmpty();
        assertThat(shells.commands).isEmpty();
    }

    @Test
    void too_much_input_at_once_is_refused() throws Exception {
        HttpResponse<InputStream> opened = open();

        assertThat(post("input?session=" + id(opened), "x".repeat(65 * 1024)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void no_shell_is_opened_without_the_token() throws Exception {
        String origin = "http://localhost:" + server.port();
        HttpRequest.Builder without = HttpRequest.newBuilder(URI.create(origin + "/api/terminal/" + OPEN))
                .POST(BodyPublishers.noBody())
                .header("Origin", origin);

        assertThat(client.send(without.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(client.send(without.header("Terminal-Token", "wrong").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        assertThat(shells.open).isEmpty();
    }

    @Test
    void a_server_without_terminals_refuses_them() throws Exception {
        try (DashboardServer plain = DashboardServer.start(publisher, Access.local(), 0)) {
            String origin = "http://localhost:" + plain.port();
            HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/api/terminal/" + OPEN))
                    .POST(BodyPublishers.noBody())
                    .header("Origin", origin)
                    .header("Terminal-Token", TOKEN)
                    .build();

            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(405);
        }
    }
}
