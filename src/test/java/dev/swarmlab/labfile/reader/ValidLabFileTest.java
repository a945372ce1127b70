package dev.swarmlab.labfile.reader;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.labfile.Action;
import dev.swarmlab.labfile.Availability;
import dev.swarmlab.labfile.BuildSource;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.Check.CommandCheck;
import dev.swarmlab.labfile.Check.HttpCheck;
import dev.swarmlab.labfile.Check.LoadCheck;
import dev.swarmlab.labfile.Check.NetworkCheck;
import dev.swarmlab.labfile.Check.NodeCheck;
import dev.swarmlab.labfile.Check.NodeRole;
import dev.swarmlab.labfile.Check.NodeState;
import dev.swarmlab.labfile.Check.ServiceCheck;
import dev.swarmlab.labfile.Check.Terms;
import dev.swarmlab.labfile.Constraint;
import dev.swarmlab.labfile.KernelFeature;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.LabImage;
import dev.swarmlab.labfile.NodeGroup;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.labfile.NodeSettings;
import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.labfile.Protocol;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.RegistrySettings;
import dev.swarmlab.labfile.Scenario;
import dev.swarmlab.labfile.StackFile;
import dev.swarmlab.labfile.VolumeMount;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidLabFileTest {

    private static final Terms TERMS = terms("same", 30);
    private static final Constraint ON_WORKERS = new Constraint("node.role", true, "worker");
    private static final NodeSelector WORKER = new NodeSelector.Named("worker01");
    private static final URI FRONT = URI.create("http://localhost:8000/");

    private static final List<Check> EVERY_CHECK = List.of(
            new HttpCheck(
                    new Terms("front door", Duration.ofSeconds(90), "is it deployed?", KernelFeature.IP_VS),
                    FRONT,
                    WORKER,
                    null,
                    "Hello",
                    60,
                    6),
            new HttpCheck(terms("teapot", 30), FRONT.resolve("/tea"), null, 418, null, 1, 1),
            echoes("six echoes", 30),
            new NodeCheck(
                    terms("drained", 30),
                    new NodeSelector.Named("worker03"),
                    NodeState.READY,
                    NodeRole.WORKER,
                    Availability.PAUSE,
                    Map.of("region", "east"),
                    "my/echo"),
            run("four nodes", "docker node ls -q", 4),
            new CommandCheck(terms("a worker", 30), WORKER, "docker ps", 1, null, "echo"),
            new NetworkCheck(terms("found by name", 30), "localnet", "tasks.echo_api", 6, "alpine:3"),
            new LoadCheck(
                    terms("no request lost", 30),
                    FRONT,
                    "docker service update --force echo_api",
                    new NodeSelector.Leader(),
                    50));

    private static final Scenario EVERY_ACTION = new Scenario(
            "the leader is lost",
            List.of(
                    new Action.Stop(new NodeSelector.Leader()),
                    new Action.Kill(WORKER),
                    new Action.Pause(new NodeSelector.AnyWorker()),
                    new Action.Start(WORKER),
                    new Action.StartAll(),
                    new Action.KillTasks("echo_api", 2),
                    new Action.Run(NodeSelector.ANY_MANAGER, "docker service scale echo_api=6", 0),
                    new Action.AwaitCheck(echoes("six echoes", 30))),
            List.of(echoes("six again", 120)));

    private static Check echoes(String name, int seconds) {
        return new ServiceCheck(
                terms(name, seconds),
                "echo_api",
                6,
                0,
                3,
                2,
                "node.labels.region",
                List.of(new Constraint("node.role", true, "worker"), new Constraint("node.labels.rack", false, "8")),
                List.of(new Constraint("node.hostname", true, "manager")),
                "my/echo");
    }

    private static Terms terms(String name, int seconds) {
        return new Terms(name, Duration.ofSeconds(seconds), null, null);
    }

    @Test
    void a_lab_file_with_only_a_name_gets_all_defaults(@TempDir Path folder) {
        NodeSettings node = new NodeSettings("docker:29-dind", null, List.of(), null, null);

        assertThat(read("name: lab", folder))
                .isEqualTo(new LabFile(
                        "lab",
                        node,
                        List.of(new NodeGroup(1, Map.of(), Availability.ACTIVE, node)),
                        List.of(new NodeGroup(2, Map.of(), Availability.ACTIVE, node)),
                        new RegistrySettings("registry:3", null, null),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void reads_every_key(@TempDir Path folder) {
        SampleFiles.in(folder);
        NodeSettings node = new NodeSettings(
                "my/node:1", folder.resolve("built"), List.of("--mtu=1400"), 1L << 30, new BigDecimal("1.5"));
        NodeSettings old = new NodeSettings("docker:27-dind", null, List.of(), 512L << 20, new BigDecimal("1.5"));

        assertThat(read(ValidLabFiles.EVERYTHING, folder))
                .isEqualTo(new LabFile(
                        "everything",
                        node,
                        List.of(new NodeGroup(3, Map.of(), Availability.DRAIN, node)),
                        List.of(
                                new NodeGroup(2, Map.of("region", "east", "rack", "7"), Availability.ACTIVE, node),
                                new NodeGroup(1, Map.of(), Availability.PAUSE, old)),
                        new RegistrySettings("registry:2.8", 5000, URI.create("https://mirror.example.org")),
                        "10.99.4.0/22",
                        List.of(new PublishedPort("127.0.0.1", 8000, 80, Protocol.TCP)),
                        List.of(new VolumeMount(folder.resolve("folder"), "/stack", true)),
                        List.of(
                                new LabImage("alpine:3", null),
                                new LabImage("my/echo", BuildSource.of(folder.resolve("cooked"))),
                                new LabImage(
                                        "my/echo:2",
                                        new BuildSource(
                                                folder.resolve("cooked"), Map.of("VERSION", "2", "DEBUG", "true")))),
                        List.of(
                                new OverlayNetwork("localnet", false, null, true),
                                new OverlayNetwork("secure", true, "10.9.0.0/24", false)),
                        Map.of(
                                "echo",
                                new StackFile(
                                        folder.resolve("networked.yml"),
                                        SampleFiles.NETWORKED_TEXT,
                                        Set.of(folder.resolve("folder/settings.txt")),
                                        Map.of("WORD", "word"),
                                        Set.of("localnet"))),
                        EVERY_CHECK,
                        List.of(EVERY_ACTION)));
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                form("workers: 0", LabFile::workers, List.of()),
                form("workers: [{}]", LabFile::workerCount, 1),
                form("workers: ${SIX}", LabFile::workerCount, 6),
                form("workers: \"${SIX}\"", LabFile::workerCount, 6),
                form("workers: ${MANY:-4}", LabFile::workerCount, 4),
                form("workers: ${MANY:-${SIX}}", LabFile::workerCount, 6),
                form("workers: 1${SIX}", LabFile::workerCount, 16),
                form("managers: [{count: 2}, {count: 1}]", LabFile::managerCount, 3),
                form("ports: [22:22]", LabFile::ports, List.of(port("127.0.0.1", 22, 22, Protocol.TCP))),
                form("ports: [1:2/udp]", LabFile::ports, List.of(port("127.0.0.1", 1, 2, Protocol.UDP))),
                form("ports: ['0.0.0.0:1:2']", LabFile::ports, List.of(port("0.0.0.0", 1, 2, Protocol.TCP))),
                form("ports: ['[::1]:1:2/tcp']", LabFile::ports, List.of(port("::1", 1, 2, Protocol.TCP))),
                form(
                        "ports: ['1:1', '1:1/udp', '[::1]:1:1']",
                        lab -> lab.ports().size(),
                        3),
                form("ports: [\"${PORT-8000}:80\"]", lab -> lab.ports().get(0).hostPort(), 8000),
                form(
                        "volumes: ['./folder/../file.txt:/a/b/:rw']",
                        lab -> lab.volumes().get(0).target(),
                        "/a/b"),
                form("volumes: ['~/:/home/me']", lab -> lab.volumes().get(0).readOnly(), false),
                form("node: {memory: 1.5G}", lab -> lab.node().memoryBytes(), 3L << 29),
                form("node: {memory: 512 MiB}", lab -> lab.node().memoryBytes(), 512L << 20),
                form("node: {memory: 67108864}", lab -> lab.node().memoryBytes(), 64L << 20),
                form("node: {cpus: 2}", lab -> lab.node().cpus(), new BigDecimal("2")),
                form("node: {cpus: '${HALF:-0.50}'}", lab -> lab.node().cpus(), new BigDecimal("0.5")),
                form(
                        "node: {args: [-D, --insecure-registry=a:1]}",
                        lab -> lab.node().args().size(),
                        2),
                form(
                        "images: ['localhost:5000/a_b/c.d:V1']",
                        lab -> lab.images().get(0).image(),
                        "localhost:5000/a_b/c.d:V1"),
                form("images: [{image: a, build: {context: built}}]", ValidLabFileTest::buildArguments, Map.of()),
                form(
                        "images: [{image: a, build: {context: built, args: {A: 010, B_2: '', C: '${SIX}'}}}]",
                        ValidLabFileTest::buildArguments,
                        Map.of("A", "010", "B_2", "", "C", "6")),
                form("images: [!!str alpine]", lab -> lab.images().get(0).image(), "alpine"),
                form(
                        "images: ['${EMPTY:+never}busybox']",
                        lab -> lab.images().get(0).image(),
                        "busybox"),
                form(
                        "images: ['${SIX:+always}-$WORD']",
                        lab -> lab.images().get(0).image(),
                        "always-word"),
                form(
                        "images: ['${SIX:?six}${SIX?six}']",
                        lab -> lab.images().get(0).image(),
                        "66"),
                form(
                        "networks: [{name: on, encrypted: '${TRUE:-true}'}]",
                        lab -> lab.networks().get(0).encrypted(),
                        true),
                form(
                        "checks: [{name: no, run: echo $$HOME}]",
                        lab -> lab.checks().get(0),
                        run("no", "echo $HOME", null)),
                form(
                        "checks: [{name: 'null', run: \"${LIST}\"}]",
                        lab -> lab.checks().get(0),
                        run("null", "[1, 2]", null)),
                form(
                        "workers: [{labels: {a: 010, b: yes, c: 1.50}}]",
                        ValidLabFileTest::labels,
                        List.of("010", "yes", "1.50")),
                form("workers: [&east {count: 2, labels: {a: b}}, *east]", LabFile::workerCount, 4),
                form("workers: [&a {count: 2}, {<<: *a, labels: {a: b}}]", LabFile::workerCount, 4),
                form("workers: [&a {count: 2}, {<<: [*a, {count: 9}]}]", LabFile::workerCount, 4),
                form("workers: [&a {count: 2}, {<<: *a, count: 5}]", LabFile::workerCount, 7),
                form(
                        "stacks: {b: stack.yml, a: stack.yml}",
                        lab -> List.copyOf(lab.stacks().keySet()),
                        List.of("b", "a")));
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                check("http: 'http://a'", new HttpCheck(TERMS, URI.create("http://a"), null, null, null, 1, 1)),
                check("service: a, running: 0", service(0, List.of(), List.of())),
                check("service: a, only: node.role==worker", service(null, List.of(ON_WORKERS), List.of())),
                check("service: a, only: [node.role == worker]", service(null, List.of(ON_WORKERS), List.of())),
                check("service: a, never: node.role  ==worker", service(null, List.of(), List.of(ON_WORKERS))),
                check(
                        "service: a, never: [node.role==worker, 'node.labels.a_b.c!= d e ']",
                        service(
                                null,
                                List.of(),
                                List.of(ON_WORKERS, new Constraint("node.labels.a_b.c", false, "d e")))),
                check(
                        "node: leader, role: manager",
                        new NodeCheck(TERMS, new NodeSelector.Leader(), null, NodeRole.MANAGER, null, Map.of(), null)),
                check(
                        "node: manager, state: down",
                        new NodeCheck(
                                TERMS, new NodeSelector.Named("manager"), NodeState.DOWN, null, null, Map.of(), null)),
                check("run: 'true'", new CommandCheck(TERMS, NodeSelector.ANY_MANAGER, "true", 0, null, null)),
                check(
                        "run: a, node: any worker",
                        new CommandCheck(TERMS, new NodeSelector.AnyWorker(), "a", 0, null, null)),
                check("run: a, within: 30m", within("a", Duration.ofMinutes(30))),
                check("run: a, within: 1m1s", within("a", Duration.ofSeconds(61))),
                check("run: a, within: 200s", within("a", Duration.ofSeconds(200))),
                check("run: a, within: 90", within("a", Duration.ofSeconds(90))),
                check("run: a, within: '90'", within("a", Duration.ofSeconds(90))),
                check("run: a, within: '${SIX}'", within("a", Duration.ofSeconds(6))),
                check("run: a, within: \"${SIX}s\"", within("a", Duration.ofSeconds(6))),
                check("run: '$$REGISTRY'", within("$REGISTRY", Check.DEFAULT_TIME)),
                check("network: b, resolves: a", new NetworkCheck(TERMS, "b", "a", 1, null)),
                check(
                        "no_request_lost: 'https://a', during: b",
                        new LoadCheck(TERMS, URI.create("https://a"), "b", NodeSelector.ANY_MANAGER, 20)));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void reads_the_check_with_its_defaults(String yaml, Check expected, @TempDir Path folder) {
        assertThat(read(yaml, folder).checks()).containsExactly(expected);
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                action("{stop: manager}", new Action.Stop(new NodeSelector.Named("manager"))),
                action("{stop: any manager}", new Action.Stop(NodeSelector.ANY_MANAGER)),
                action("{start: manager}", new Action.Start(new NodeSelector.Named("manager"))),
                action("{start: \"${WORD:+stopped}\"}", new Action.StartAll()),
                action("{kill_tasks: a}", new Action.KillTasks("a", 1)),
                action("{run: a}", new Action.Run(NodeSelector.ANY_MANAGER, "a", 0)),
                action("{run: a, node: worker02, exit: 3}", new Action.Run(new NodeSelector.Named("worker02"), "a", 3)),
                action("{check: {name: same, run: a}}", new Action.AwaitCheck(run("same", "a", null))));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void reads_the_action_with_its_defaults(String yaml, Action expected, @TempDir Path folder) {
        assertThat(read(yaml, folder).scenarios())
                .containsExactly(new Scenario("drill", List.of(expected), List.of(run("same", "b", null))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void reads_the_form(String yaml, Function<LabFile, Object> part, Object expected, @TempDir Path folder) {
        SampleFiles.in(folder);

        assertThat(part.apply(read("name: lab\n" + yaml, folder))).isEqualTo(expected);
    }

    private static Object buildArguments(LabFile lab) {
        return requireNonNull(lab.images().get(0).build()).arguments();
    }

    private static Object labels(LabFile lab) {
        return List.copyOf(lab.workers().get(0).labels().values());
    }

    private static CommandCheck run(String name, String command, @Nullable Integer lines) {
        return new CommandCheck(terms(name, 30), NodeSelector.ANY_MANAGER, command, 0, lines, null);
    }

    private static Check within(String command, Duration within) {
        return new CommandCheck(
                new Terms("same", within, null, null), NodeSelector.ANY_MANAGER, command, 0, null, null);
    }

    private static Check service(@Nullable Integer running, List<Constraint> only, List<Constraint> never) {
        return new ServiceCheck(TERMS, "a", running, null, null, null, null, only, never, null);
    }

    private static Arguments check(String keys, Check expected) {
        return arguments("name: lab\nimages: [alpine]\nchecks: [{name: same, " + keys + "}]", expected);
    }

    /** A scenario with the action, and a check with the name of another check. */
    private static Arguments action(String action, Action expected) {
        return arguments(
                "name: lab\nscenarios: [{name: drill, actions: [" + action + "], checks: [{name: same, run: b}]}]",
                expected);
    }

    private static PublishedPort port(String address, int hostPort, int nodePort, Protocol protocol) {
        return new PublishedPort(address, hostPort, nodePort, protocol);
    }

    private static Arguments form(String yaml, Function<LabFile, Object> part, Object expected) {
        return arguments(yaml, part, expected);
    }

    private static LabFile read(String yaml, Path folder) {
        Map<String, String> environment =
                Map.of("SIX", "6", "WORD", "word", "EMPTY", "", "LIST", "[1, 2]", "HOME", folder.toString());
        return new LabFileReader(environment, folder)
                .readOrFail(new LabFileSource.StandardInput(
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                .labFile();
    }
}
