package dev.swarmlab.descriptor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.descriptor.Check.CommandCheck;
import dev.swarmlab.descriptor.Check.HttpCheck;
import dev.swarmlab.descriptor.Check.ServiceCheck;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidDescriptorTest {

    @Test
    void a_name_alone_makes_a_small_lab(@TempDir Path folder) {
        NodeSettings node = new NodeSettings("docker:28-dind", null, List.of(), null, null);

        assertThat(read("name: lab", folder))
                .isEqualTo(new LabDescriptor(
                        "lab",
                        node,
                        List.of(new NodeGroup(1, Map.of(), Availability.ACTIVE, node)),
                        List.of(new NodeGroup(2, Map.of(), Availability.ACTIVE, node)),
                        new RegistrySettings("registry:3", null, null),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of()));
    }

    @Test
    void every_field_is_read(@TempDir Path folder) {
        SampleFiles.in(folder);
        NodeSettings node = new NodeSettings(
                "my/node:1", folder.resolve("built"), List.of("--mtu=1400"), 1L << 30, new BigDecimal("1.5"));
        NodeSettings old = new NodeSettings("docker:27-dind", null, List.of(), 512L << 20, new BigDecimal("1.5"));

        assertThat(read(ValidDescriptors.EVERYTHING, folder))
                .isEqualTo(new LabDescriptor(
                        "everything",
                        node,
                        List.of(new NodeGroup(3, Map.of(), Availability.DRAIN, node)),
                        List.of(
                                new NodeGroup(2, Map.of("region", "east", "rack", "7"), Availability.ACTIVE, node),
                                new NodeGroup(1, Map.of(), Availability.PAUSE, old)),
                        new RegistrySettings("registry:2.8", 5000, URI.create("https://mirror.example.org")),
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
                        Map.of("echo", folder.resolve("file.txt")),
                        List.of(
                                new HttpCheck("front door", URI.create("http://localhost:8000/"), "Hello"),
                                new ServiceCheck("six echoes", "echo_api", 6),
                                new CommandCheck("four nodes", "manager", "docker node ls -q", 4, null),
                                new CommandCheck("a worker", "worker01", "docker ps", null, "echo"))));
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                form("workers: 0", LabDescriptor::workers, List.of()),
                form("workers: [{}]", LabDescriptor::workerCount, 1),
                form("workers: ${SIX}", LabDescriptor::workerCount, 6),
                form("workers: \"${SIX}\"", LabDescriptor::workerCount, 6),
                form("workers: ${MANY:-4}", LabDescriptor::workerCount, 4),
                form("workers: ${MANY:-${SIX}}", LabDescriptor::workerCount, 6),
                form("workers: 1${SIX}", LabDescriptor::workerCount, 16),
                form("managers: [{count: 2}, {count: 1}]", LabDescriptor::managerCount, 3),
                form("ports: [22:22]", LabDescriptor::ports, List.of(port("127.0.0.1", 22, 22, Protocol.TCP))),
                form("ports: [1:2/udp]", LabDescriptor::ports, List.of(port("127.0.0.1", 1, 2, Protocol.UDP))),
                form("ports: ['0.0.0.0:1:2']", LabDescriptor::ports, List.of(port("0.0.0.0", 1, 2, Protocol.TCP))),
                form("ports: ['[::1]:1:2/tcp']", LabDescriptor::ports, List.of(port("::1", 1, 2, Protocol.TCP))),
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
                form("images: [{image: a, build: {context: built}}]", ValidDescriptorTest::buildArguments, Map.of()),
                form(
                        "images: [{image: a, build: {context: built, args: {A: 010, B_2: '', C: '${SIX}'}}}]",
                        ValidDescriptorTest::buildArguments,
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
                        run("no", "echo $HOME")),
                form(
                        "checks: [{name: 'null', run: \"${LIST}\"}]",
                        lab -> lab.checks().get(0),
                        run("null", "[1, 2]")),
                form(
                        "workers: [{labels: {a: 010, b: yes, c: 1.50}}]",
                        ValidDescriptorTest::labels,
                        List.of("010", "yes", "1.50")),
                form("workers: [&east {count: 2, labels: {a: b}}, *east]", LabDescriptor::workerCount, 4),
                form("workers: [&a {count: 2}, {<<: *a, labels: {a: b}}]", LabDescriptor::workerCount, 4),
                form("workers: [&a {count: 2}, {<<: [*a, {count: 9}]}]", LabDescriptor::workerCount, 4),
                form("workers: [&a {count: 2}, {<<: *a, count: 5}]", LabDescriptor::workerCount, 7),
                form(
                        "stacks: {b: file.txt, a: file.txt}",
                        lab -> List.copyOf(lab.stacks().keySet()),
                        List.of("b", "a")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void reads_the_form(String yaml, Function<LabDescriptor, Object> part, Object expected, @TempDir Path folder) {
        SampleFiles.in(folder);

        assertThat(part.apply(read("name: lab\n" + yaml, folder))).isEqualTo(expected);
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_do_no_harm(@TempDir Path folder) {
        assertThat(read("\uFEFFname: lab\r\nworkers: 3\r\n", folder).workerCount())
                .isEqualTo(3);
    }

    private static Object buildArguments(LabDescriptor lab) {
        return requireNonNull(lab.images().get(0).build()).arguments();
    }

    private static Object labels(LabDescriptor lab) {
        return List.copyOf(lab.workers().get(0).labels().values());
    }

    private static CommandCheck run(String name, String command) {
        return new CommandCheck(name, "manager", command, null, null);
    }

    private static PublishedPort port(String address, int hostPort, int nodePort, Protocol protocol) {
        return new PublishedPort(address, hostPort, nodePort, protocol);
    }

    private static Arguments form(String yaml, Function<LabDescriptor, Object> part, Object expected) {
        return arguments(yaml, part, expected);
    }

    private static LabDescriptor read(String yaml, Path folder) {
        Map<String, String> environment =
                Map.of("SIX", "6", "WORD", "word", "EMPTY", "", "LIST", "[1, 2]", "HOME", folder.toString());
        return new DescriptorReader(environment, folder, NotYetSupported.NOTHING)
                .readOrFail(new DescriptorSource.StandardInput(
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                .descriptor();
    }
}
