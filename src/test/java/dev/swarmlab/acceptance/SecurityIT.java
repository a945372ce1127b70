package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ContainerPort;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.FilesWith;
import dev.swarmlab.support.HostProcesses;
import dev.swarmlab.support.OpenPort;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import dev.swarmlab.support.WorldReadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients without a certificate and other users of the host can see of a lab. */
class SecurityIT {

    private static final String LAB = "guarded";
    private static final String YAML = """
            name: guarded
            workers: [{count: 1, labels: {zone: "${GUARDED_ZONE}"}}]
            ports: ["18080:80"]
            """;

    /** The value of a variable of the lab file. */
    private static final String ZONE = "hidden-zone";

    /** All command lines of the host while the lab was created. */
    private static final Set<String> COMMAND_LINES = new HashSet<>();

    private static OuterEngine engine;
    private static List<String> secrets;

    @BeforeAll
    static void up(@TempDir Path folder) throws IOException {
        engine = OuterEngine.open();
        Path file = Files.writeString(folder.resolve("lab.yml"), YAML);
        StartedProcess up = SwarmLabProcess.of("up", file.toString())
                .with("GUARDED_ZONE", ZONE)
                .start();
        Await.until("the end of up", Deadline.in(Duration.ofMinutes(5)), () -> {
            COMMAND_LINES.addAll(HostProcesses.commandLines());
            return Answer.readyIf(!up.process().isAlive(), "it still runs");
        });
        up.await(Duration.ofSeconds(5)).succeeded();
        secrets = secrets();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    /** Secrets of the lab, and prefixes of all secrets of their kinds. */
    private static List<String> secrets() {
        String manager = "swarmlab-guarded-manager";
        List<String> found = new ArrayList<>(List.of("SWMTKN-", "PRIVATE KEY-----"));
        found.add(engine.execute(manager, "docker", "swarm", "join-token", "--quiet", "worker")
                .strip());
        for (String file : List.of("/certs/authority/authority.pem", "/certs/server/key.pem")) {
            String pem = engine.execute(manager, "cat", file);
            found.add(pem.substring(pem.indexOf("BEGIN PRIVATE KEY"))
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(found).hasSize(5).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(6));
        return found;
    }

    @Test
    void no_port_of_a_node_answers_without_a_client_certificate() {
        List<OpenPort> open = nodes().flatMap(node -> Stream.concat(published(node), inTheNetwork(node)))
                .filter(OpenPort::isOpen)
                .toList();

        assertThat(open).extracting(OpenPort::port).contains(2376);
        assertThat(open).hasSizeGreaterThanOrEqualTo(4).allSatisfy(port -> {
            // Go's TLS server answers requests without TLS with an error, and the port for joining nodes starts with
            // HTTP/2 settings. Neither reveals anything.
            assertThat(port.answerToHttp()).doesNotContain("200 OK", "ApiVersion");
            assertThat(port.answerToTls()).doesNotContain("HTTP/", "ApiVersion");
        });
    }

    @Test
    void the_docker_api_does_not_answer_without_a_client_certificate() {
        assertThat(nodes()).hasSize(2).allSatisfy(node -> assertThat(new OpenPort(address(node), 2376).answerToTls())
                .isEmpty());
    }

    @Test
    void no_node_listens_on_the_port_without_tls() {
        assertThat(nodes()).allSatisfy(node -> assertThat(new OpenPort(address(node), 2375).isOpen())
                .isFalse());
    }

    @Test
    void ports_are_published_only_on_the_loopback_address() {
        List<ContainerPort> ports = engine.containers(LAB).stream()
                .flatMap(container -> Arrays.stream(container.getPorts()))
                .filter(port -> port.getPublicPort() != null)
                .toList();
        String gateway = address(nodes().findFirst().orElseThrow()).replaceFirst("\\.\\d+$", ".1");

        assertThat(ports).hasSize(4).allSatisfy(port -> {
            assertThat(port.getIp()).isEqualTo("127.0.0.1");
            assertThat(new OpenPort("127.0.0.1", number(port)).isOpen()).isTrue();
            assertThat(new OpenPort(gateway, number(port)).isOpen()).isFalse();
        });
    }

    @Test
    void no_command_line_contains_a_secret() {
        assertThat(COMMAND_LINES).anyMatch(line -> line.contains(" up /tmp/"));
        assertThat(COMMAND_LINES).noneMatch(SecurityIT::isSecret);
        assertThat(HostProcesses.commandLines()).noneMatch(SecurityIT::isSecret);
    }

    @Test
    void no_log_and_no_label_contains_a_secret() {
        assertThat(engine.containers(LAB)).hasSize(3).allSatisfy(container -> {
            assertThat(engine.logs(container.getId())).isNotEmpty();
            assertThat(engine.logs(container.getId())).doesNotContain(secrets);
            assertThat(json(engine.client()
                            .inspectContainerCmd(container.getId())
                            .exec()))
                    .contains("dev.swarmlab.lab")
                    .doesNotContain(secrets);
        });
        assertThat(json(engine.client()
                        .inspectNetworkCmd()
                        .withNetworkId("swarmlab-guarded")
                        .exec()))
                .contains("dev.swarmlab.lab")
                .doesNotContain(secrets);
        assertThat(json(engine.client().listVolumesCmd().exec().getVolumes().stream()
                        .filter(volume -> volume.getName().startsWith("swarmlab-guarded-"))
                        .toList()))
                .contains("dev.swarmlab.descriptor")
                .doesNotContain(secrets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run/swarmlab", "/var/lib/swarmlab", "/tmp"})
    void no_file_that_every_user_can_read_contains_a_secret(String folder) {
        assertThat(WorldReadable.filesWith(secrets, Path.of(folder))).isEmpty();
    }

    @Test
    void the_search_finds_a_readable_file_with_a_secret() throws IOException {
        Path file = Files.writeString(Files.createTempFile("swarmlab-test", ".txt"), secrets.get(2));
        try {
            HostProcesses.run("chmod", "644", file.toString());

            assertThat(WorldReadable.filesWith(secrets, Path.of("/tmp"))).contains(file);
        } finally {
            Files.delete(file);
        }
    }

    /** The value of a variable of the lab file, of a secret of the swarm, and of a service's environment variable. */
    @Test
    void no_exported_file_contains_a_secret(@TempDir Path folder) {
        String manager = "swarmlab-guarded-manager";
        List<String> hidden = new ArrayList<>(secrets);
        hidden.addAll(List.of("SWMKEY-", "hidden-secret", "hidden-value", ZONE));
        engine.execute(manager, "sh", "-c", "printf hidden-secret | docker secret create guarded -");
        String options = "--detach --no-resolve-image --name guarded --secret guarded --env MODE=hidden-value";
        engine.execute(manager, ("docker service create " + options + " registry:5000/no/such:1").split(" "));
        try {
            Path archive = folder.resolve("out.tar.gz");
            swarmlab("export", LAB, folder.resolve("out").toString()).succeeded();
            // This process does not know the value of the variable, the next one does.
            SwarmLabProcess.of("export", LAB, archive.toString())
                    .with("GUARDED_ZONE", ZONE)
                    .run()
                    .succeeded();
            Path unpacked = folder.resolve("unpacked");
            HostProcesses.run("mkdir", unpacked.toString());
            HostProcesses.run("tar", "-xzf", archive.toString(), "-C", unpacked.toString());

            assertThat(folder.resolve("out/swarm.json")).content().contains("\"guarded\"", "\"zone\"");
            assertThat(unpacked.resolve("out/worker01.log")).isNotEmptyFile();
            assertThat(FilesWith.anyOf(hidden, folder)).isEmpty();
            assertThat(FilesWith.anyOf(List.of("${GUARDED_ZONE}"), folder))
                    .filteredOn(file -> file.endsWith("lab-file.yml"))
                    .hasSize(2);
            assertThat(folder.resolve("out/plan.json")).content().contains("`GUARDED_ZONE` is not set");
            assertThat(unpacked.resolve("out/plan.json")).content().contains("\"action\" : \"keep\"");
        } finally {
            engine.execute(manager, "docker", "service", "rm", "guarded");
            engine.execute(manager, "docker", "secret", "rm", "guarded");
        }
    }

    private static boolean isSecret(String line) {
        return secrets.stream().anyMatch(line::contains);
    }

    private static Stream<Container> nodes() {
        return engine.containers(LAB).stream()
                .filter(container -> !"registry".equals(container.getLabels().get("dev.swarmlab.role")));
    }

    /** A node's published ports on the host. */
    private static Stream<OpenPort> published(Container node) {
        return Arrays.stream(node.getPorts())
                .filter(port -> port.getPublicPort() != null)
                .map(port -> new OpenPort("127.0.0.1", number(port)));
    }

    /** The ports on which a program in the node listens, at the node's address in the lab's network. */
    private static Stream<OpenPort> inTheNetwork(Container node) {
        return engine.execute(node.getId(), "cat", "/proc/net/tcp", "/proc/net/tcp6")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 3 && columns[3].equals("0A"))
                .map(columns -> Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16))
                .distinct()
                .map(port -> new OpenPort(address(node), port));
    }

    private static String address(Container container) {
        return container.getNetworkSettings().getNetworks().values().stream()
                .map(ContainerNetwork::getIpAddress)
                .findFirst()
                .orElseThrow();
    }

    private static int number(ContainerPort port) {
        Integer number = port.getPublicPort();
        return number == null ? 0 : number;
    }

    private static String json(Object answer) {
        try {
            return new ObjectMapper()
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .writeValueAsString(answer);
        } catch (JsonProcessingException exception) {
            throw new AssertionError(exception);
        }
    }
}
