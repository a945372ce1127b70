package dev.swarmlab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.check.Website.Page;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final int RATE = 100;

    private final FakeLab lab = new FakeLab("workers: 1").joined();

    private static Load start(URI url) {
        return Load.start(url, RATE, new Requests());
    }

    private static void until(IntSupplier count, int wanted) {
        Await.until(
                wanted + " requests",
                Deadline.in(Duration.ofSeconds(20)),
                () -> Answer.readyIf(count.getAsInt() >= wanted, "there were " + count.getAsInt()));
    }

    @Test
    void loses_no_request_when_all_are_answered_each_on_its_own_connection() throws IOException {
        try (Website site = Website.with("Hello")) {
            Load load = start(site.url());
            until(site::requests, 20);

            assertThat(load.stop()).isEmpty();
            assertThat(site.requests()).isEqualTo(load.sent());
            assertThat(site.connections()).isEqualTo(load.sent());
        }
    }

    @Test
    void sends_no_request_after_it_was_stopped() throws IOException {
        try (Website site = Website.with("Hello")) {
            Load load = start(site.url());
            load.stop();
            int sent = load.sent();
            Load other = start(site.url());
            until(other::sent, 5);
            other.stop();

            assertThat(sent).isPositive();
            assertThat(load.sent()).isEqualTo(sent);
        }
    }

    @Test
    void counts_every_request_that_is_answered_with_an_error() throws IOException {
        try (Website site = Website.answering(request -> request % 5 == 0 ? Page.failing(503, "") : Page.of("Hello"))) {
            Load load = start(site.url());
            until(site::requests, 20);
            List<String> lost = load.stop();

            assertThat(lost)
                    .hasSize(site.requests() / 5)
                    .allMatch(loss -> loss.matches("after \\d+\\.\\d s: status 503"));
        }
    }

    /** A client that retries, as browsers do, would hide the lost request. */
    @Test
    void counts_every_request_whose_connection_is_closed_and_does_not_retry() throws IOException {
        AtomicInteger accepted = new AtomicInteger();
        try (ServerSocket closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> closeEach(closing, accepted)).start();
            Load load = start(URI.create("http://127.0.0.1:" + closing.getLocalPort() + "/"));
            until(accepted::get, 10);
            List<String> lost = load.stop();

            assertThat(lost)
                    .hasSize(load.sent())
                    .allMatch(loss -> loss.endsWith("s: the server closed the connection without an answer"));
            assertThat(accepted).hasValue(load.sent());
        }
    }

    private static void closeEach(ServerSocket server, AtomicInteger accepted) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                accepted.incrementAndGet();
                connection.getInputStream().read();
                connection.shutdownOutput();
                connection.getInputStream().readAllBytes();
            } catch (IOException exception) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(exception);
                }
            }
        }
    }

    @Test
    void counts_refused_connections_after_the_server_has_stopped() throws IOException {
        Website site = Website.with("Hello");
        Load load = start(site.url());
        until(site::requests, 10);
        site.close();
        int answered = load.sent();
        until(load::sent, answered + 10);
        List<String> lost = load.stop();

        assertThat(lost).hasSizeBetween(9, load.sent() - 5);
        assertThat(lost.get(lost.size() - 1)).endsWith("s: Connection refused");
    }

    // While a command runs in a node

    private String check(Website site) {
        String load = "no_request_lost: '" + site.url() + "', during: update, rate: " + RATE;
        return SingleCheck.run(lab, load);
    }

    private void updateUntil(IntSupplier count, int exitCode) {
        lab.engine.answering("sh -c update", () -> {
            until(count, 10);
            return new ExecResult(exitCode, "rpc error\n");
        });
    }

    @Test
    void passes_when_no_request_is_lost_during_the_command() throws IOException {
        try (Website site = Website.with("Hello")) {
            updateUntil(site::requests, 0);

            assertThat(check(site)).isEmpty();
            assertThat(lab.engine.hooks.calls("execute swarmlab-lab-manager env"))
                    .hasSize(1);
        }
    }

    @Test
    void fails_when_one_request_is_lost_during_the_command() throws IOException {
        try (Website site = Website.answering(request -> request == 3 ? Page.failing(502, "") : Page.of("Hello"))) {
            updateUntil(site::requests, 0);

            assertThat(check(site))
                    .matches("lost 1 of \\d+ requests, expected 0; first: after \\d+\\.\\d s: status 502");
        }
    }

    @Test
    void fails_when_the_command_fails() throws IOException {
        try (Website site = Website.with("Hello")) {
            updateUntil(site::requests, 1);

            assertThat(check(site)).isEqualTo("`update` on manager exited with 1, expected 0; output: rpc error");
        }
    }

    @Test
    void sends_at_least_one_request_during_a_very_short_command() throws IOException {
        try (Website site = Website.answering(request -> Page.failing(500, ""))) {
            lab.engine.answering("sh -c update", 0, "");

            assertThat(check(site))
                    .matches("lost \\d+ of \\d+ requests?, expected 0; first: after \\d+\\.\\d s: status 500");
        }
    }
}
