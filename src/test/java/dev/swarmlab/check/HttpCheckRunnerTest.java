package dev.swarmlab.check;

import static dev.swarmlab.check.SingleCheck.PASSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.check.Website.Page;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.labfile.Check.HttpCheck;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.ShellScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCheckRunnerTest {

    private final FakeLab lab = new FakeLab("workers: 1").joined();

    private String check(Website site, String expected) {
        return SingleCheck.run(lab, "http: '" + site.url() + "'" + expected)
                .replace(site.url().toString(), "URL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    200 | '' |
                    399 | '' |
                    400 | '' | URL: status 400, expected a status below 400; answer: "Hello World"
                    503 | '' | URL: status 503, expected a status below 400; answer: "Hello World"
                    404 | ', status: 404' |
                    200 | ', status: 404' | URL: status 200, expected 404; answer: "Hello World"
                    200 | ', contains: Hello' |
                    200 | ', contains: hello' | URL answered "Hello World", expected "hello" in it
                    """)
    void reports_what_is_wrong_with_the_answer(int status, String expected, String reason) throws IOException {
        try (Website site = Website.answering(request -> Page.failing(status, "Hello\n World\n"))) {
            assertThat(check(site, expected)).isEqualTo(reason == null ? PASSES : reason);
        }
    }

    @Test
    void counts_different_answers() throws IOException {
        try (Website site = Website.answering(request -> Page.of("task " + request % 3))) {
            assertThat(check(site, ", requests: 9, distinct: 3")).isEqualTo(PASSES);
            assertThat(check(site, ", requests: 9, distinct: 4"))
                    .isEqualTo("URL gave 3 different answers to 9 requests, expected at least 4");
        }
    }

    @Test
    void fails_on_the_first_wrong_answer() throws IOException {
        try (Website site = Website.answering(request -> request == 4 ? Page.failing(500, "") : Page.of("Hello"))) {
            assertThat(check(site, ", requests: 9"))
                    .isEqualTo("URL: status 500, expected a status below 400 (request 4 of 9)");
        }
        try (Website site = Website.answering(request -> Page.of(request == 4 ? "Bye" : "Hello"))) {
            assertThat(check(site, ", requests: 9, contains: Hello"))
                    .isEqualTo("URL answered \"Bye\", expected \"Hello\" in it");
        }
    }

    @Test
    void shows_only_the_beginning_of_a_long_answer() throws IOException {
        try (Website site = Website.answering(request -> Page.failing(500, "x".repeat(1000)))) {
            assertThat(check(site, ""))
                    .isEqualTo("URL: status 500, expected a status below 400; answer: \"" + "x".repeat(200) + "…\"");
        }
    }

    @Test
    void each_request_has_a_connection_of_its_own() throws IOException {
        try (Website site = Website.with("Hello")) {
            assertThat(check(site, ", requests: 20")).isEqualTo(PASSES);

            assertThat(site.connections()).isEqualTo(20);
        }
    }

    @Test
    void follows_redirects() throws IOException {
        try (Website site = Website.answering(request -> new Page(302, "", "/elsewhere"))) {
            assertThat(check(site, ", contains: here")).isEqualTo(PASSES);
            assertThat(check(site, ", status: 200")).isEqualTo(PASSES);
        }
    }

    @Test
    void does_not_follow_a_redirect_when_a_redirect_is_expected() throws IOException {
        try (Website site = Website.answering(request -> new Page(302, "", "/elsewhere"))) {
            assertThat(check(site, ", status: 302")).isEqualTo(PASSES);
            assertThat(check(site, ", status: 301")).isEqualTo("URL: status 302, expected 301");
        }
    }

    @Test
    void reports_a_refused_connection() throws IOException {
        Website site = Website.with("Hello");
        site.close();

        assertThat(check(site, "")).isEqualTo("URL: Connection refused");
    }

    @Test
    void reports_a_connection_that_is_closed_without_an_answer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread closing = new Thread(() -> closeFirst(silent));
            closing.start();

            assertThat(SingleCheck.run(lab, "http: 'http://127.0.0.1:" + silent.getLocalPort() + "/'"))
                    .endsWith("/: the server closed the connection without an answer");
        }
    }

    private static void closeFirst(ServerSocket silent) {
        try (var connection = silent.accept()) {
            connection.getInputStream().read();
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }

    @Test
    void does_not_wait_for_a_slow_server_after_the_deadline() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (Website site = Website.answering(request -> {
            if (request > 2) {
                await(over);
            }
            return Page.of("Hello");
        })) {
            HttpCheck check = (HttpCheck) SingleCheck.check("http: '" + site.url() + "', requests: 100");
            long began = System.nanoTime();

            Answer answer =
                    new HttpCheckRunner(lab.open(), new Requests()).run(check, Deadline.in(Duration.ofSeconds(1)));

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
            assertThat(answer).isEqualTo(Answer.notYet(site.url() + ": no answer in time (request 3 of 100)"));
        } finally {
            over.countDown();
        }
    }

    @Test
    void does_not_wait_for_an_answer_when_no_time_is_left() throws IOException {
        try (Website site = Website.with("Hello")) {
            HttpCheck check = (HttpCheck) SingleCheck.check("http: '" + site.url() + "'");

            assertThat(new HttpCheckRunner(lab.open(), new Requests()).run(check, Deadline.in(Duration.ZERO)))
                    .isEqualTo(Answer.notYet(site.url() + ": no answer in time"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    // From a node

    private String checkFromNode(String expected, int exitCode, String output) {
        lab.engine.answering("worker01 env", exitCode, output);
        return SingleCheck.run(lab, "http: 'http://echo/', from: worker01" + expected);
    }

    @Test
    void a_node_sends_the_requests_instead_of_this_host() {
        assertThat(checkFromNode(", requests: 3, distinct: 2", 0, "a\1b\1a\1")).isEqualTo(PASSES);
        assertThat(checkFromNode(", requests: 3, distinct: 3", 0, "a\1b\1a\1"))
                .isEqualTo("http://echo/ gave 2 different answers to 3 requests, expected at least 3");
        assertThat(checkFromNode(", contains: b", 0, "a\1"))
                .isEqualTo("http://echo/ answered \"a\", expected \"b\" in it");
        assertThat(checkFromNode("", 1, "wget: bad address 'echo'\n"))
                .isEqualTo("http://echo/: from worker01: wget: bad address 'echo'");
        assertThat(checkFromNode(", requests: 3", 1, "a\1wget: timed out\n"))
                .isEqualTo("http://echo/: from worker01: wget: timed out (request 2 of 3)");
    }

    /** Runs the script for the node's shell in a real shell, with a fake wget. */
    private ProcessResult inRealShell(String check, String wget, Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("wget"), "#!/bin/sh\n" + wget);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        SingleCheck.run(lab, check);
        String call = lab.engine.hooks.calls("execute swarmlab-lab-worker01").get(0);
        String script = call.substring(call.indexOf(" sh -c ") + " sh -c ".length());
        return new ShellScript(Map.of("PATH", folder + ":" + System.getenv("PATH")), script).run();
    }

    @Test
    void the_nodes_shell_sends_each_request_and_separates_the_answers(@TempDir Path folder) throws IOException {
        String check = "http: \"http://echo/?q='a'&r=$$HOME\", from: worker01, requests: 3";

        ProcessResult result = inRealShell(check, "printf '%s\\n' \"$*\"", folder);

        String one = "-q -T 5 -O - http://echo/?q='a'&r=$HOME\n\1";
        assertThat(result.succeeded().out()).isEqualTo(one + one + one);
    }

    @Test
    void the_nodes_shell_stops_at_the_first_failed_request(@TempDir Path folder) throws IOException {
        ProcessResult result =
                inRealShell("http: 'http://echo/', from: worker01, requests: 3", "echo refused; exit 4", folder);

        assertThat(result.endedWith(1).out()).isEqualTo("refused\n");
    }
}
