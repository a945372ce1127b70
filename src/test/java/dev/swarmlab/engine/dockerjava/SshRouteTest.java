package dev.swarmlab.engine.dockerjava;

import static dev.swarmlab.engine.dockerjava.FakeSsh.LOGIN;
import static dev.swarmlab.engine.dockerjava.FakeSsh.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uses an ssh without a host; {@code RemoteEngineIT} uses real ones. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SshRouteTest {

    private static final String ADDRESS = "ssh://me@build_box:2222";

    /** The output of OpenSSH when MaxSessions is reached and another login needs a password. */
    private static final String REFUSED = "echo 'mux_client_request_session: session request failed: Session open"
            + " refused by peer' >&2; echo 'me@build_box: Permission denied (password).' >&2; exit 255";

    /**
     * The length of the folder of temporary files on macOS, as in /var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T/.
     */
    private static final int MACOS_FOLDER = 49;

    /** The most bytes of the path of a socket on macOS, with the null byte at its end. */
    private static final int MACOS_LIMIT = 104;

    /** While ssh creates its socket, the name is longer by a dot and sixteen letters. */
    private static final int SUFFIX = 17;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void connections_are_carried_over_one_login() throws Exception {
        FakeSsh ssh = FakeSsh.in(folder);
        try (SshRoute route = ssh.open(ADDRESS, Optional.empty())) {
            echo(route);
            echo(route);
        }

        assertThat(ssh.calls("logins")).hasSize(1);
        assertThat(ssh.calls("silent-logins")).isEmpty();
        assertThat(ssh.calls("sessions")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://me@build_box:2222, -l me -p 2222 -- build_box docker system dial-stdio",
        "ssh://build_box, -- build_box docker system dial-stdio",
        "ssh://me@[::1]:2222, -l me -p 2222 -- ::1 docker system dial-stdio",
        "ssh://host/run/docker.sock, -- host docker --host unix:///run/docker.sock system dial-stdio"
    })
    void ssh_gets_the_parts_of_the_address(String address, String arguments) throws IOException {
        FakeSsh ssh = FakeSsh.in(folder);
        ssh.open(address, Optional.empty()).close();

        assertThat(ssh.calls("logins").get(0)).endsWith(" " + arguments);
    }

    /** The rollback needs the login, so it must survive the signals that the terminal sends to every program. */
    @ParameterizedTest
    @CsvSource({"INT", "HUP"})
    void a_signal_of_the_terminal_does_not_end_the_login(String signal) throws Exception {
        FakeSsh ssh = FakeSsh.of(folder, "kill -s " + signal + " $$; " + LOGIN, LOGIN, SESSION);
        try (SshRoute route = ssh.open(ADDRESS, Optional.empty())) {
            echo(route);
        }
    }

    /** In a session ssh sets its own signal handler, even for ignored signals, so it must not get the signal. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void sessions_are_not_in_the_process_group_that_the_terminal_signals() throws Exception {
        String group = "cut -d ' ' -f 5 /proc/$$/stat >\"$folder/%s-group\"; ";
        FakeSsh ssh = FakeSsh.of(folder, group.formatted("login") + LOGIN, LOGIN, group.formatted("session") + SESSION);
        try (SshRoute route = ssh.open(ADDRESS, Optional.empty())) {
            echo(route);
        }

        String ours = Files.readString(Path.of("/proc/self/stat"))
                .replaceAll(".*\\) ", "")
                .split(" ", -1)[2];
        assertThat(ssh.fileContent("login-group")).isEqualTo(ours);
        assertThat(ssh.fileContent("session-group")).isNotEqualTo(ours);
    }

    @Test
    void the_login_ends_at_the_deadline_of_the_command() throws Exception {
        FakeSsh ssh = FakeSsh.of(folder, "exec sleep 60", LOGIN, SESSION);

        Failure failure = catchThrowableOfType(
                Failure.class, () -> ssh.open(ADDRESS, Optional.of(Deadline.in(Duration.ofSeconds(1)))));

        assertThat(failure)
                .hasMessageMatching("gave up waiting for ssh to connect to the Docker engine at ssh://me@build_box:2222"
                        + " \\(the test\\) after \\d+ s: ssh did not connect");
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(failure.advice()).contains("--timeout", "ssh -l me -p 2222 -- build_box docker version");
    }

    @Test
    void ssh_connects_before_the_deadline_and_within_half_a_minute() throws Exception {
        FakeSsh ssh = FakeSsh.in(folder);
        ssh.open(ADDRESS, Optional.empty()).close();
        ssh.open(ADDRESS, Optional.of(Deadline.in(Duration.ofHours(1)))).close();
        Deadline soon = Deadline.in(Duration.ofSeconds(8));
        ssh.open(ADDRESS, Optional.of(soon)).close();

        List<Long> limits = ssh.calls("logins").stream()
                .map(call -> Long.parseLong(call.replaceAll(".*ConnectTimeout=(\\d+).*", "$1")))
                .toList();
        assertThat(limits.get(0)).isEqualTo(limits.get(1));
        assertThat(limits.get(2)).isBetween(1L, soon.given().toSeconds()).isLessThan(limits.get(0));
    }

    @Test
    void more_connections_than_sshd_permits_get_more_logins_that_do_not_ask() throws Exception {
        FakeSsh ssh = FakeSsh.in(folder);
        List<SocketChannel> open = new ArrayList<>();
        try (SshRoute route = ssh.open(ADDRESS, Optional.empty())) {
            for (int i = 0; i < 2 * SshLogin.MOST_SESSIONS + 1; i++) {
                open.add(echoing(route));
            }
            for (SocketChannel connection : open) {
                connection.close();
            }
        }

        assertThat(ssh.calls("logins")).hasSize(1);
        assertThat(ssh.calls("silent-logins")).hasSize(2);
        assertThat(socketsOf(ssh.calls("sessions")))
                .as("the login of each session")
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 2 * SshLogin.MOST_SESSIONS)
                        .mapToObj(session -> Integer.toString(session / SshLogin.MOST_SESSIONS))
                        .toList());
    }

    @Test
    void a_connection_that_has_ended_makes_room_for_the_next() throws Exception {
        FakeSsh ssh = FakeSsh.in(folder);
        try (SshRoute route = ssh.open(ADDRESS, Optional.empty())) {
            for (int i = 0; i < 2 * SshLogin.MOST_SESSIONS; i++) {
                echo(route);
            }
        }

        assertThat(ssh.calls("silent-logins")).isEmpty();
    }

    @Test
    void if_another_login_would_ask_all_sessions_use_the_first() throws Exception {
        FakeSsh ssh = FakeSsh.of(folder, LOGIN, "exit 255", SESSION);
        List<SocketChannel> open = new ArrayList<>();
        try (SshRoute route = ssh.open(ADDRESS, Optional.empty())) {
            for (int i = 0; i < SshLogin.MOST_SESSIONS + 2; i++) {
                open.add(echoing(route));
            }
            for (SocketChannel connection : open) {
                connection.close();
            }
        }

        assertThat(ssh.calls("silent-logins")).hasSize(1);
        assertThat(socketsOf(ssh.calls("sessions")))
                .hasSize(SshLogin.MOST_SESSIONS + 2)
                .containsOnly("0");
    }

    @Test
    void an_sshd_that_permits_no_more_sessions_is_reported_with_advice() throws Exception {
        FakeSsh ssh = FakeSsh.of(folder, LOGIN, LOGIN, REFUSED);
        try (SshRoute route = ssh.open(ADDRESS, Optional.empty());
                EngineApi engine = DockerJavaConnector.socket(route.reached().host())) {
            assertThatThrownBy(() -> engine.get("/info"))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith(
                            "ssh: mux_client_request_session: session request failed: Session open refused"
                                    + " by peer; me@build_box: Permission denied (password). ")
                    .hasMessageContaining("Raise MaxSessions in the sshd_config of that host")
                    .extracting(refused -> ((EngineException) refused).isUnreachable())
                    .isEqualTo(true);
        }
    }

    @Test
    void the_error_output_of_the_login_is_shown() throws Exception {
        FakeSsh ssh = FakeSsh.of(folder, "echo 'Permission denied (publickey).' >&2; exit 255", LOGIN, SESSION);

        assertThatThrownBy(() -> ssh.open(ADDRESS, Optional.empty()))
                .isInstanceOf(Failure.class)
                .hasMessage("the Docker engine at ssh://me@build_box:2222 (the test) can't be reached:"
                        + " Permission denied (publickey).")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("Test the connection with: ssh -l me -p 2222 -- build_box docker version");
    }

    @Test
    void a_missing_ssh_is_reported_with_how_to_install_it() {
        EngineEndpoint endpoint = new EngineEndpoint(URI.create(ADDRESS), null, "the test");

        assertThatThrownBy(() -> SshRoute.open(endpoint, Optional.empty(), new SearchPath(List.of(folder))))
                .isInstanceOf(Failure.class)
                .hasMessageEndingWith("there is no ssh command on PATH")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("Install an ssh client, as in: apt-get install openssh-client");
    }

    @Test
    void the_path_of_the_logins_socket_is_short_enough_for_macos() throws IOException {
        FakeSsh ssh = FakeSsh.in(folder);
        ssh.open(ADDRESS, Optional.empty()).close();

        String path = socketOf(ssh.calls("logins").get(0));
        String name = path.substring(path.lastIndexOf('/'));
        int longestFolder = MACOS_FOLDER
                + "swarmlab-ssh".length()
                + Long.toUnsignedString(-1).length();
        assertThat(path).matches(".*/swarmlab-ssh\\d+" + name);
        assertThat(longestFolder + name.length() + SUFFIX).isLessThan(MACOS_LIMIT);
    }

    @Test
    void its_files_are_removed() throws Exception {
        FakeSsh ssh = FakeSsh.in(folder);
        try (SshRoute route = ssh.open(ADDRESS, Optional.empty())) {
            echo(route);
        }

        assertThat(Path.of(socketOf(ssh.calls("logins").get(0))).getParent()).doesNotExist();
    }

    /** Opens a connection, sends and receives over it, and closes it. */
    private static void echo(SshRoute route) throws IOException {
        try (SocketChannel connection = echoing(route)) {
            connection.shutdownOutput();
            assertThat(connection.read(ByteBuffer.allocate(1))).as("the end").isEqualTo(-1);
        }
    }

    /** A connection over which bytes were sent and received. */
    private static SocketChannel echoing(SshRoute route) throws IOException {
        SocketChannel connection = SocketChannel.open(
                UnixDomainSocketAddress.of(route.reached().host().getPath()));
        connection.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate("hello".length());
        while (answer.hasRemaining()) {
            assertThat(connection.read(answer)).isPositive();
        }
        assertThat(new String(answer.array(), StandardCharsets.US_ASCII)).isEqualTo("hello");
        return connection;
    }

    private static List<String> socketsOf(List<String> calls) {
        return calls.stream()
                .map(call -> Path.of(socketOf(call)).getFileName().toString())
                .toList();
    }

    private static String socketOf(String call) {
        return call.replaceAll(".* -S (\\S+) .*", "$1");
    }
}
