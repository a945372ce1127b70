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

    private static Load on(URI url) {
        return Load.on(url, RATE, new Requests());
    }

    private static void until(IntSupplier count, int wanted) {
        Await.until(
                wanted + " requests",
                Deadline.in(Duration.ofSeconds(20)),
                () -> Answer.readyIf(count.getAsInt() >= wanted, "there were " + count.getAsInt()));
    }

    @Test
    void loses_none_when_all_are_answered_each_on_a_connection_of_its_own() throws IOException {
        try (Website site = Website.saying("Hello")) {
            Load load = on(site.url());
            until(site::asked, 20);

            assertThat(load.stop()).isEmpty();
            assertThat(site.asked()).isEqualTo(load.sent());
            assertThat(site.connections()).isEqualTo(load.sent());
        }
    }

    @Test
    void sends_none_after_it_was_stopped() throws IOException {
        try (Website site = Website.saying("Hello")) {
            Load load = on(site.url());
            load.stop();
            int sent = load.sent();
            Load other = on(site.url());
            until(other::sent, 5);
            other.stop();

            assertThat(sent).isPositive();
            assertThat(load.sent()).isEqualTo(sent);
        }
    }

    @Test
    void counts_every_request_that_is_answered_with_an_error() throws IOException {
        try (Website site = Website.answering(request -> request % 5 == 0 ? Page.failing(503, "") : Page.of("Hello"))) {
            Load load = on(site.url());
            until(site::asked, 20);
            List<String> lost = load.stop();

            assertThat(lost).hasSize(site.asked() / 5).allMatch(loss -> loss.matches("after \\d+\\.\\d s: status 503"));
        }
    }

    /** A client that asks once more, as browsers do, would hide what was lost. */
    @Test
    void counts_every_request_whose_connection_is_closed_and_sends_none_again() throws IOException {
        AtomicInteger accepted = new AtomicInteger();
        try (ServerSocket closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> closeEach(closing, accepted)).start();
            Load load = on(URI.create("http://127.0.0.1:" + closing.getLocalPort() + "/"));
            until(accepted::get, 10);
            List<String> lost = load.stop();

            assertThat(lost)
                    .hasSize(load.sent())
                    .allMatch(loss -> loss.endsWith("s: the connection was closed without an answer"));
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
    void counts_what_is_refused_once_the_server_is_gone() throws IOException {
        Website site = Website.saying("Hello");
        Load load = on(site.url());
        until(site::asked, 10);
        site.close();
        int answered = load.sent();
        until(load::sent, answered + 10);
        List<String> lost = load.stop();

        assertThat(lost).hasSizeBetween(9, load.sent() - 5);
        assertThat(lost.get(lost.size() - 1)).endsWith("s: Connection refused");
    }

    // While a command runs in a node

    private String look(Website site) {
        String check = "no_request_lost: '" + site.url() + "', during: update, rate: " + RATE;
        return Look.at(lab, check);
    }

    private void updateUntil(IntSupplier count, int exitCode) {
        lab.engine.answering("sh -c update", () -> {
            until(count, 10);
            return new ExecResult(exitCode, "rpc error\n");
        });
    }

    @Test
    void a_command_that_nobody_notices_passes() throws IOException {
        try (Website site = Website.saying("Hello")) {
            updateUntil(site::asked, 0);

            assertThat(look(site)).isEmpty();
            assertThat(lab.engine.hooks.calls("execute swarmlab-lab-manager env"))
                    .hasSize(1);
        }
    }

    @Test
    void a_command_that_loses_one_request_does_not() throws IOException {
        try (Website site = Website.answering(request -> request == 3 ? Page.failing(502, "") : Page.of("Hello"))) {
            updateUntil(site::asked, 0);

            assertThat(look(site))
                    .matches("lost 1 of \\d+ requests, expected 0; first: after \\d+\\.\\d s: status 502");
        }
    }

    @Test
    void a_command_that_fails_tells_nothing() throws IOException {
        try (Website site = Website.saying("Hello")) {
            updateUntil(site::asked, 1);

            assertThat(look(site)).isEqualTo("`update` on manager exited with 1, expected 0; output: rpc error");
        }
    }

    @Test
    void a_command_that_is_over_at_once_is_asked_through_too() throws IOException {
        try (Website site = Website.answering(request -> Page.failing(500, ""))) {
            lab.engine.answering("sh -c update", 0, "");

            assertThat(look(site)).contains(", expected 0; first: after 0.0 s: status 500");
        }
    }
}
