package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.console.Browser;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the command without an engine: no program listens on the socket that it gets. */
@Timeout(60)
class DashboardCommandTest {

    private static final String NOBODY = " --daemon unix:///nowhere/docker.sock";

    private final CapturedConsole console = new CapturedConsole();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dashboard --bind ::nowhere | there is no address ::nowhere | --bind 0.0.0.0
                    dashboard --port 70000 | there is no port 70000 | --port
                    dashboard --port=-1 | there is no port -1 | --port
                    dashboard --terminal --daemon unix:///x | --terminal needs a lab, and --daemon shows a swarm | Omit
                    dashboard a b --daemon unix:///x | --daemon shows one swarm, not a group of labs | Omit --daemon
                    dashboard --all --daemon unix:///x | --daemon shows one swarm, not a group of labs | Omit --daemon
                    dashboard a --class b | labs are named in two ways | Use one of
                    """)
    void invalid_options_are_reported_before_an_engine_is_connected(String typed, String said, String advised) {
        assertThat(console.run(typed.split(" "))).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).startsWith("swarmlab: " + said).contains(advised);
        assertThat(console.out()).isEmpty();
    }

    @Test
    void terminals_are_offered_for_one_lab_only() {
        CapturedConsole group = new SampleLab().console();

        assertThat(group.run("dashboard", "--all", "--terminal")).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(group.err())
                .startsWith("swarmlab: --terminal needs one lab, not a group of labs")
                .contains("swarmlab dashboard lab --terminal");
    }

    @Test
    void the_checks_of_a_group_run_while_an_overview_is_open() throws Exception {
        SampleLab lab = new SampleLab();
        CapturedConsole group = lab.console();
        Thread command = new Thread(() -> group.run("dashboard", "--all", "--port", "0"));
        command.start();
        try {
            Await.until(
                    "the link",
                    Deadline.in(Duration.ofSeconds(30)),
                    () -> Answer.readyIf(group.out().endsWith("/#overview\n"), group.out() + group.err()));
            String address = group.out().strip().replace("#overview", "");
            try (InputStream events =
                    URI.create(address + "api/events?checks").toURL().openStream()) {
                assertThat(events.read()).isEqualTo('e');
                Await.until(
                        "the results",
                        Deadline.in(Duration.ofSeconds(30)),
                        () -> Answer.readyIf(
                                checksOf(address)
                                        .equals(
                                                "[{\"name\":\"a check\",\"outcome\":\"passed\",\"reason\":\"\",\"hint\":\"\"}]"),
                                checksOf(address)));
            }
        } finally {
            command.interrupt();
            command.join();
        }
    }

    private static String checksOf(String address) {
        try (InputStream state = URI.create(address + "api/state").toURL().openStream()) {
            return new ObjectMapper()
                    .readTree(state)
                    .path("checks")
                    .path("labs")
                    .path("lab")
                    .path("results")
                    .toString();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Test
    void a_named_port_that_is_in_use_is_reported_with_advice() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int exitCode = console.run(("dashboard --port " + taken.getLocalPort() + NOBODY).split(" "));

            assertThat(exitCode).isEqualTo(ExitCode.FAILED.number());
            assertThat(console.err())
                    .startsWith("swarmlab: the dashboard can't listen on port " + taken.getLocalPort() + ": ")
                    .contains("Name another port with --port");
            assertThat(console.out()).isEmpty();
        }
    }

    /** The address is reserved for documentation (RFC 5737). */
    @Test
    void an_address_of_another_computer_is_reported_with_advice() {
        assertThat(console.run(("dashboard --bind 192.0.2.1" + NOBODY).split(" ")))
                .isEqualTo(ExitCode.FAILED.number());
        assertThat(console.err())
                .startsWith("swarmlab: the dashboard can't listen on 192.0.2.1: ")
                .contains("--bind 0.0.0.0")
                .doesNotContain("is taken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '' | http://localhost:\\d+/
                    --bind 127.0.0.1 | http://localhost:\\d+/
                    --bind 0.0.0.0 | http://localhost:\\d+/\\?token=[0-9a-f]{32}
                    --bind 0.0.0.0 --no-token | http://localhost:\\d+/
                    --no-token | http://localhost:\\d+/
                    """)
    void the_link_contains_a_token_when_other_computers_can_connect(String options, String link) throws Exception {
        serving(options, printed -> printed.strip().matches(link));
    }

    @Test
    void shows_that_the_manager_does_not_answer() throws Exception {
        serving("prod", printed -> {
            try {
                HttpURLConnection asked = (HttpURLConnection)
                        URI.create(printed.strip() + "api/state").toURL().openConnection();
                asked.setReadTimeout(10_000);
                return new ObjectMapper()
                        .readTree(asked.getInputStream().readAllBytes())
                        .path("labs")
                        .path("prod")
                        .path("problem")
                        .asText("")
                        .startsWith("the manager does not answer: ");
            } catch (IOException exception) {
                return false;
            }
        });
    }

    @Test
    void a_host_name_is_allowed_only_with_allow_host() throws Exception {
        serving("--bind 127.0.0.1 --allow-host Lab.Example", printed -> answersTo(printed, "lab.example"));
        serving("--bind 127.0.0.1", printed -> !answersTo(printed, "lab.example"));
    }

    private static boolean answersTo(String printed, String host) {
        int port = URI.create(printed.strip()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("HEAD / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .startsWith("HTTP/1.1 200 ");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Runs it until its output has the expected form, and ends it as Ctrl-C does. */
    private static void serving(String options, Predicate<String> expected) throws Exception {
        CapturedConsole console = new CapturedConsole();
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread command = new Thread(() -> exitCode.complete(console.run(
                ("dashboard " + options + " --port 0" + NOBODY).strip().split(" +"))));
        command.start();
        try {
            Await.until(
                    "the dashboard",
                    Deadline.in(Duration.ofSeconds(30)),
                    () -> Answer.readyIf(
                            !console.out().isEmpty() && expected.test(console.out()), console.out() + console.err()));
        } finally {
            command.interrupt();
        }
        assertThat(exitCode.get(30, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED.number());
    }

    @Test
    void a_snapshot_of_a_manager_that_does_not_answer_is_a_failure() {
        assertThat(console.run(("dashboard -o json" + NOBODY).split(" "))).isNotZero();
        assertThat(console.err()).startsWith("swarmlab: ");
        assertThat(console.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, xdg-open http://localhost:9000/",
        "FreeBSD, xdg-open http://localhost:9000/",
        "'', xdg-open http://localhost:9000/",
        "Mac OS X, open http://localhost:9000/",
        "Windows 11, 'rundll32 url.dll,FileProtocolHandler http://localhost:9000/'"
    })
    void every_system_opens_pages_in_its_own_way(String system, String command) {
        assertThat(String.join(" ", Browser.command(system, "http://localhost:9000/")))
                .isEqualTo(command);
    }
}
