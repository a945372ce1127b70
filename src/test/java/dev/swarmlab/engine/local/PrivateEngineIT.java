package dev.swarmlab.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.engine.local.PrivateEngineStatus.Running;
import dev.swarmlab.engine.local.PrivateEngineStatus.Stopped;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.Recipe;
import dev.swarmlab.recipe.RecipeBuilder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs a private engine on this host, as root. It has its own folders but shares the host's network. So the host's own
 * private engine is stopped first, and is not started again.
 */
class PrivateEngineIT {

    private static final PrivateEngineFiles FILES =
            new PrivateEngineFiles(Path.of("/var/lib/swarmlab/engine-test"), Path.of("/run/swarmlab/engine-test"));

    private static final Path FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");

    /** Docker processes of the host in other containers or namespaces. */
    private Set<String> processesOfOthers = Set.of();

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void no_private_engine_runs_and_no_data_of_earlier_tests_exists() throws Exception {
        new PrivateEngine(PrivateEngineFiles.ofThisHost(), recipes(), said::add).stop(soon());
        engine().stop(soon());
        assertThat(OtherDaemon.find())
                .as("these tests need a host without another Docker daemon")
                .isEmpty();
        remove(FILES.data());
        processesOfOthers = HostSnapshot.findProcesses();
    }

    @AfterEach
    void stop_the_engine() {
        engine().stop(soon());
    }

    @AfterAll
    static void remove_the_folders() throws Exception {
        remove(FILES.state());
        remove(FILES.run());
    }

    @Test
    void a_second_start_finds_the_engine_and_stop_leaves_no_resources() throws Exception {
        engine().start(soon());
        engine().stop(soon());
        HostSnapshot before = HostSnapshot.now(FILES.state());
        assertThat(before.processes()).isEqualTo(processesOfOthers);

        engine().start(soon());
        Running running = (Running) engine().status();
        assertThat(running.version()).startsWith("26.");
        assertThat(FILES.socket()).exists();
        assertThat(Files.getPosixFilePermissions(FILES.socket())).hasSize(2);
        assertThat(Files.getPosixFilePermissions(FILES.run())).hasSize(3);

        engine().start(soon());
        assertThat(((Running) engine().status()).pid()).isEqualTo(running.pid());

        serveOnTheHost();
        docker("network", "create", "another");
        assertThat(HostSnapshot.now(FILES.state()).interfaces())
                .contains("swarmlab0")
                .doesNotContain("docker0")
                .hasSizeGreaterThan(before.interfaces().size() + 1);

        engine().stop(soon());
        assertThat(engine().status()).isInstanceOf(Stopped.class);
        assertThat(FILES.socket()).doesNotExist();
        assertThat(HostSnapshot.now(FILES.state())).isEqualTo(before);

        engine().stop(soon());
    }

    @Test
    void starts_again_after_its_processes_were_killed() throws Exception {
        engine().start(soon());
        engine().stop(soon());
        HostSnapshot before = HostSnapshot.now(FILES.state());
        engine().start(soon());
        long pid = ((Running) engine().status()).pid();
        serveOnTheHost();
        List<ProcessHandle> all =
                ProcessHandle.of(pid).orElseThrow().descendants().toList();
        assertThat(all).isNotEmpty();
        all.forEach(ProcessHandle::destroyForcibly);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        Await.until("the kill", soon(), () -> Answer.readyIf(engine().status() instanceof Stopped, "it still runs"));
        assertThat(FILES.socket()).exists();

        engine().start(soon());
        assertThat(((Running) engine().status()).pid()).isNotEqualTo(pid);
        assertThat(docker("ps", "--all", "--format", "{{.Names}}: {{.State}}")).isEqualTo("echo: exited");
        docker("start", "echo");
        assertEchoAnswers();

        engine().stop(soon());
        HostSnapshot after = HostSnapshot.now(FILES.state());
        assertThat(after.rules()).isEqualTo(before.rules());
        assertThat(after.interfaces()).isEqualTo(before.interfaces());
    }

    @Test
    void stopping_keeps_bridges_rules_and_forwarding_that_others_added_meanwhile() throws Exception {
        engine().start(soon());
        engine().stop(soon());
        String forwardingBefore = Files.readString(FORWARDING);
        List<List<String>> rules = List.of(
                List.of("nat", "POSTROUTING", "-s", "198.51.100.0/25", "-d", "198.51.100.128/25", "-j", "MASQUERADE"),
                List.of(
                        "nat",
                        "POSTROUTING",
                        "-s",
                        "198.51.100.0/24",
                        "!",
                        "-o",
                        "br-provisioning",
                        "-j",
                        "MASQUERADE"),
                List.of("filter", "FORWARD", "-i", "br-provisioning", "-o", "br-provisioning", "-j", "ACCEPT"),
                List.of("filter", "DOCKER-USER", "-i", "br-provisioning", "-j", "DROP"),
                List.of("raw", "PREROUTING", "-d", "198.51.100.7/32", "!", "-i", "lo", "-j", "DROP"));
        Files.writeString(FORWARDING, "0");
        try {
            engine().start(soon());
            assertThat(Files.readString(FORWARDING).strip()).isEqualTo("1");
            serveOnTheHost();
            host("ip", "link", "add", "br-provisioning", "type", "bridge");
            for (List<String> rule : rules) {
                changeRule("-A", rule);
            }
            said.clear();

            engine().stop(soon());

            HostSnapshot after = HostSnapshot.now(FILES.state());
            assertThat(after.interfaces()).contains("br-provisioning").doesNotContain("swarmlab0");
            for (List<String> rule : rules) {
                changeRule("-C", rule);
            }
            assertThat(after.rules()).noneMatch(rule -> rule.contains("swarmlab0"));
            assertThat(Files.readString(FORWARDING).strip()).isEqualTo("1");
            assertThat(said)
                    .contains("net/ipv4/ip_forward stays 1: the interface br-provisioning was added since the engine"
                            + " started");
        } finally {
            rules.forEach(rule -> changeRuleIfPossible("-D", rule));
            tryOnHost("ip", "link", "delete", "br-provisioning");
            tryOnHost("iptables", "-D", "FORWARD", "-j", "DOCKER-USER");
            tryOnHost("iptables", "-F", "DOCKER-USER");
            tryOnHost("iptables", "-X", "DOCKER-USER");
            tryOnHost("iptables", "-P", "FORWARD", "ACCEPT");
            Files.writeString(FORWARDING, forwardingBefore);
        }
    }

    @Test
    void stopping_restores_forwarding_that_no_other_program_needs() throws Exception {
        String forwardingBefore = Files.readString(FORWARDING);
        Files.writeString(FORWARDING, "0");
        try {
            engine().start(soon());
            engine().stop(soon());

            assertThat(Files.readString(FORWARDING).strip()).isEqualTo("0");
            assertThat(HostSnapshot.now(FILES.state()).rules()).noneMatch(rule -> rule.contains("FORWARD DROP"));
        } finally {
            Files.writeString(FORWARDING, forwardingBefore);
        }
    }

    /** A new network namespace has no tables, like a host without a firewall. The script does what dockerd would do. */
    @Test
    void stopping_restores_the_forward_policy_on_a_host_without_firewall_rules() throws Exception {
        engine().start(soon());
        engine().stop(soon());
        Path script = Scripts.HOST_STATE.copyTo(FILES.run());
        String before = FILES.run().resolve("before-in-namespace").toString();
        String commands = """
                set -eu
                sh "$1" record "$2" "$3" /nowhere
                chroot "$2" iptables-nft -P FORWARD DROP
                chroot "$2" iptables-nft-save -t filter
                sh "$1" restore "$2" "$3" /nowhere
                chroot "$2" iptables-nft-save -t filter
                """;

        String policies = run(
                        "unshare", "--net", "--mount", "sh", "-c", commands, "sh", script.toString(), root(), before)
                .lines()
                .filter(line -> line.startsWith(":FORWARD"))
                .collect(Collectors.joining(" "));

        assertThat(policies).isEqualTo(":FORWARD DROP [0:0] :FORWARD ACCEPT [0:0]");
    }

    /** A killed dockerd with legacy iptables leaves this policy. Packets pass the rules of both backends. */
    @Test
    void uses_the_iptables_backend_in_which_forwarded_packets_are_dropped() throws Exception {
        engine().start(soon());
        engine().stop(soon());
        host("iptables-legacy", "-P", "FORWARD", "DROP");
        try {
            engine().start(soon());

            assertThat(legacyRules()).contains("-A FORWARD -o swarmlab0 -j DOCKER");
            assertThat(HostSnapshot.now(FILES.state()).rules())
                    .noneMatch(rule -> rule.startsWith("iptables-nft-save -A FORWARD"));

            engine().stop(soon());

            assertThat(legacyRules()).contains(":FORWARD DROP").doesNotContain("DOCKER", "swarmlab0");
        } finally {
            host("iptables-legacy", "-P", "FORWARD", "ACCEPT");
        }
    }

    private static String legacyRules() throws IOException, InterruptedException {
        return host("iptables-legacy-save", "-t", "filter");
    }

    /** The other daemon starts while the private engine runs, and uses chains with the same names. */
    @Test
    void stopping_keeps_the_chains_that_another_daemon_uses() throws Exception {
        engine().start(soon());
        Path socket = Path.of("/var/run/docker.sock");
        Files.deleteIfExists(socket);
        try (ServerSocketChannel daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            daemon.bind(UnixDomainSocketAddress.of(socket));
            host("iptables", "-t", "nat", "-A", "DOCKER", "-i", "docker0", "-j", "RETURN");

            engine().stop(soon());

            Set<String> rules = HostSnapshot.now(FILES.state()).rules();
            assertThat(rules)
                    .contains("iptables-nft-save -A DOCKER -i docker0 -j RETURN")
                    .contains("iptables-nft-save -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER")
                    .contains("iptables-nft-save -A FORWARD -j DOCKER-USER")
                    .noneMatch(rule -> rule.contains("swarmlab0"));
        } finally {
            Files.deleteIfExists(socket);
            // Another daemon would remove these itself.
            for (List<String> table : List.of(List.of("nat"), List.of("filter"))) {
                host(
                        "sh",
                        "-c",
                        "iptables-save -t " + table.get(0) + " | sed -n '/-j DOCKER/s/^-A/-D/p' | while read -r rule;"
                                + " do iptables -t " + table.get(0) + " $rule; done");
                host(
                        "sh",
                        "-c",
                        "iptables-save -t " + table.get(0) + " | sed -n 's/^:\\(DOCKER[^ ]*\\).*/\\1/p' | while read -r"
                                + " chain; do iptables -t " + table.get(0) + " -F $chain; iptables -t " + table.get(0)
                                + " -X $chain;"
                                + " done");
            }
            host("iptables", "-P", "FORWARD", "ACCEPT");
        }
    }

    @Test
    void does_not_start_beside_another_daemon() throws Exception {
        Path socket = Path.of("/var/run/docker.sock");
        Files.deleteIfExists(socket);
        try (ServerSocketChannel daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            daemon.bind(UnixDomainSocketAddress.of(socket));
            Failure failure = catchThrowableOfType(Failure.class, () -> engine().start(soon()));
            assertThat(failure.getMessage())
                    .contains("beside another Docker daemon")
                    .contains(socket.toString());
            assertThat(failure.advice()).contains("DOCKER_HOST");
            assertThat(engine().status()).isInstanceOf(Stopped.class);
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    @Test
    void does_not_start_beside_another_private_engine() {
        engine().start(soon());
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> new PrivateEngine(PrivateEngineFiles.ofThisHost(), recipes(), said::add).start(soon()));
        assertThat(failure.getMessage()).contains("dockerd runs as process");
    }

    @Test
    void two_starts_at_once_start_one_engine_that_keeps_running() throws Exception {
        Process one = starter();
        Process other = starter();
        assertThat(one.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(other.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(List.of(one.exitValue(), other.exitValue())).containsExactly(0, 0);
        assertThat(engine().status()).isInstanceOf(Running.class);
        assertThat(HostSnapshot.now(FILES.state()).processes())
                .filteredOn(process -> process.endsWith("/dockerd") && !processesOfOthers.contains(process))
                .hasSize(1);
    }

    /** Starts the engine in another process, as a command does. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) {
            new PrivateEngine(FILES, recipes(), line -> {}).start(soon());
        }
    }

    private static Process starter() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName())
                .inheritIO()
                .start();
    }

    private void serveOnTheHost() throws IOException, InterruptedException {
        Recipe echo = Recipe.shipped("echo");
        Path tar = recipes().build(echo, soon());
        List<String> arguments = new ArrayList<>(List.of("import"));
        echo.changes().forEach(change -> arguments.addAll(List.of("--change", change)));
        // The engine has the host's folders at the same paths.
        Path visible = Files.createTempFile(Path.of("/tmp"), "echo", ".tar");
        try {
            Files.copy(tar, visible, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            arguments.addAll(List.of(visible.toString(), "echo"));
            docker(arguments.toArray(String[]::new));
        } finally {
            Files.delete(visible);
        }
        docker("run", "--detach", "--name", "echo", "--publish", "127.0.0.1:18080:8080", "echo");
        assertEchoAnswers();
        assertThat(docker("exec", "echo", "ls", "/")).contains("www");
    }

    private static void assertEchoAnswers() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:18080/")).build();
        Await.until("the echo", Deadline.in(Duration.ofSeconds(10)), () -> {
            String body =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return Answer.readyIf(body.startsWith("Hello Docker!!\n"), body);
        });
    }

    /** Runs the docker CLI of the engine's root filesystem, since the host may have none. */
    private static String docker(String... arguments) throws IOException, InterruptedException {
        String pid = Files.readString(FILES.pid()).strip();
        List<String> command = new ArrayList<>(List.of(
                "nsenter", "--target", pid, "--mount", "--pid", "docker", "--host", "unix://" + FILES.socket()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static void changeRule(String action, List<String> rule) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("iptables", "-t", rule.get(0), action));
        command.addAll(rule.subList(1, rule.size()));
        host(command.toArray(String[]::new));
    }

    private static void changeRuleIfPossible(String action, List<String> rule) {
        List<String> command = new ArrayList<>(List.of("iptables", "-t", rule.get(0), action));
        command.addAll(rule.subList(1, rule.size()));
        tryOnHost(command.toArray(String[]::new));
    }

    private static void tryOnHost(String... command) {
        try {
            host(command);
        } catch (IOException | InterruptedException | AssertionError nothingToRemove) {
            return; // the test failed before it created this
        }
    }

    /** Runs a program of the engine's root filesystem in the host's network. */
    private static String host(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("chroot", root()));
        all.addAll(List.of(command));
        return run(all.toArray(String[]::new));
    }

    /** The engine's root filesystem. */
    private static String root() throws IOException {
        try (Stream<Path> entries = Files.list(FILES.state())) {
            return entries.filter(path -> String.valueOf(path.getFileName()).startsWith("root-"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + output)
                .isZero();
        return output;
    }

    private static void remove(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("rm", "-rf", "--one-file-system", folder.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private PrivateEngine engine() {
        return new PrivateEngine(FILES, recipes(), said::add);
    }

    private static RecipeBuilder recipes() {
        return RecipeBuilder.ofThisHost(line -> {});
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(5));
    }
}
