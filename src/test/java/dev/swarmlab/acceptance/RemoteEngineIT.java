package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Bind;
import dev.swarmlab.certificate.KeyPairInPem;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import dev.swarmlab.support.HostProcesses;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SshServer;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Labs on an engine of another host: over TCP with mutual TLS, through ssh, and on a socket that ssh forwards. */
class RemoteEngineIT {

    private static final String NODE = "swarmlab/node:trixie";
    private static final int API_PORT = 2376;
    private static final int ROOT_ONLY = 0600;

    private static GenericContainer<?> host;
    private static Path certificates;
    private static Path temporary;

    /** The socket of the engine on the other host. */
    private static Path remoteSocket;

    private static SshServer ssh;

    /** An address of this host that is not a loopback address, so that the engine counts as remote. */
    private static String gateway;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        try (OuterEngine outer = OuterEngine.open();
                Engine engine = DockerJavaConnector.engine(new EngineEndpoint(outer.address(), null, "the tests"))) {
            gateway = outer.client()
                    .inspectNetworkCmd()
                    .withNetworkId("bridge")
                    .exec()
                    .getIpam()
                    .getConfig()
                    .get(0)
                    .getGateway();
            new ImageSupply(engine, RecipeBuilder.ofThisHost(System.out::println))
                    .acquire(new ImageRequest(NODE, null), Deadline.in(Duration.ofMinutes(5)));
        }
        temporary = folder;
        remoteSocket = Files.createDirectory(folder.resolve("host")).resolve("docker.sock");
        LabAuthority authority = LabAuthority.create("remote host");
        KeyPairInPem server = authority.forServer("remote", gateway);
        host = new GenericContainer<>(DockerImageName.parse(NODE))
                .withPrivilegedMode(true)
                .withExposedPorts(API_PORT)
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withBinds(Bind.parse(remoteSocket.getParent() + ":/socket")))
                .withCommand("--host=unix:///socket/docker.sock")
                .withCopyToContainer(file(authority.certificatePem()), "/certs/server/ca.pem")
                .withCopyToContainer(file(server.certificate()), "/certs/server/cert.pem")
                .withCopyToContainer(file(server.privateKey()), "/certs/server/key.pem")
                .waitingFor(Wait.forLogMessage(".*API listen on \\[::\\]:2376.*", 1));
        host.start();
        ssh = SshServer.start(Files.createDirectory(folder.resolve("ssh")), remoteSocket);
        certificates = Files.createDirectory(folder.resolve("client"));
        KeyPairInPem client = authority.clientForOthers();
        Files.writeString(certificates.resolve("ca.pem"), authority.certificatePem());
        Files.writeString(certificates.resolve("cert.pem"), client.certificate());
        Files.writeString(certificates.resolve("key.pem"), client.privateKey());
    }

    private static Transferable file(String content) {
        return Transferable.of(content, ROOT_ONLY);
    }

    @AfterAll
    static void stop() throws IOException {
        ssh.close();
        host.stop();
        Files.deleteIfExists(remoteSocket);
    }

    @Test
    void lists_the_labs() {
        assertThat(overTcp("ls", "-o", "json").run().succeeded().json()).isEmpty();
    }

    @Test
    void shows_a_plan() {
        JsonNode plan = overTcp("up", "--dry-run", "-o", "json", "-")
                .reading("name: far\nworkers: 1\n")
                .run()
                .succeeded()
                .json();

        assertThat(plan.path("containers"))
                .extracting(each -> each.path("container").asText())
                .containsExactly("swarmlab-far-registry", "swarmlab-far-manager", "swarmlab-far-worker01");
    }

    @Test
    void without_certificates_the_engine_does_not_answer() {
        ProcessResult result =
                SwarmLabProcess.of("ls").with("DOCKER_HOST", address()).run().endedWith(3);

        assertThat(result.err()).contains("the Docker engine at " + address(), "does not answer");
    }

    @Test
    void creates_a_lab_over_tcp() throws Exception {
        try {
            overTcp("up", "-").reading("name: far\nworkers: 1\n").run().succeeded();

            assertThat(overTcp("exec", "manager", "--", "docker", "node", "ls", "--format", "{{.Hostname}} {{.Status}}")
                            .run()
                            .succeeded()
                            .out()
                            .lines())
                    .containsExactlyInAnyOrder("manager Ready", "worker01 Ready");
        } finally {
            overTcp("down", "far").run().succeeded();
        }
        assertThat(host.execInContainer("docker", "ps", "--all", "--quiet").getStdout())
                .isEmpty();
    }

    @Test
    void creates_a_lab_through_ssh_and_lists_it_with_every_address_of_the_engine() throws Exception {
        String address = "ssh://root@127.0.0.1:" + ssh.port();
        try {
            throughSsh(address, "up", "-")
                    .reading("name: far\nworkers: 1\n")
                    .run()
                    .succeeded();

            assertThat(throughSsh(address, "exec", "manager", "--", "cat")
                            .reading("to the end of the input")
                            .run()
                            .succeeded()
                            .out())
                    .isEqualTo("to the end of the input");
            assertThat(throughSsh(address, "env").run().endedWith(1).err()).contains("can't be reached from here");
            // A host name of the ssh configuration, in a docker context.
            assertThat(inContext("ssh://elsewhere").run().succeeded().out()).contains("far");
            assertThat(inContext("ssh://elsewhere" + remoteSocket)
                            .run()
                            .succeeded()
                            .out())
                    .contains("far");
            assertThatAForwardedSocketIsNotLocal();
        } finally {
            throughSsh(address, "down", "far").run().succeeded();
        }
        assertThat(host.execInContainer("docker", "ps", "--all", "--quiet").getStdout())
                .isEmpty();
        assertThat(HostProcesses.commandLines()).noneMatch(line -> line.contains("swarmlab-ssh"));
    }

    private static void assertThatAForwardedSocketIsNotLocal() throws Exception {
        Path socket = temporary.resolve("forwarded.sock");
        Process forwarding = ssh.forward(socket, remoteSocket);
        try {
            Await.until(
                    "the socket",
                    Deadline.in(Duration.ofSeconds(30)),
                    () -> Answer.readyIf(Files.exists(socket), "it does not exist yet"));
            SwarmLabProcess env = SwarmLabProcess.of("env").with("DOCKER_HOST", "unix://" + socket);
            assertThat(env.run().endedWith(1).err()).contains("can't be reached from here");
            try (Engine engine =
                    DockerJavaConnector.engine(new EngineEndpoint(URI.create("unix://" + socket), null, "the tests"))) {
                assertThat(engine.isLocal()).isFalse();
            }
        } finally {
            forwarding.destroy();
            forwarding.waitFor();
            Files.deleteIfExists(socket);
        }
        try (OuterEngine outer = OuterEngine.open();
                Engine engine = DockerJavaConnector.engine(new EngineEndpoint(outer.address(), null, "the tests"))) {
            assertThat(engine.isLocal()).isTrue();
        }
    }

    @Test
    void ctrl_c_in_a_terminal_removes_what_was_created_through_ssh(@TempDir Path diagnostics) throws Exception {
        String address = "ssh://root@127.0.0.1:" + ssh.port();
        StartedProcess up = throughSsh(address, "up", "--diagnostics", diagnostics.toString(), "-")
                .reading("name: far\nworkers: 1\n")
                .under(List.of("setsid")) // a terminal also starts a command in a new process group
                .start();
        try {
            Await.until(
                    "the first container",
                    Deadline.in(Duration.ofMinutes(2)),
                    () -> Answer.readyIf(
                            !onHost("docker", "ps", "--all", "--quiet").isEmpty(), "there is none"));

            up.interruptGroup();

            ProcessResult result = up.await(Duration.ofMinutes(2)).endedWith(130);
            assertThat(result.err()).contains("removed what this run created");
            assertThat(onHost("docker", "ps", "--all", "--quiet")).isEmpty();
            assertThat(onHost("docker", "volume", "ls", "--quiet", "--filter", "name=swarmlab-far"))
                    .isEmpty();
            assertThat(onHost("docker", "network", "ls", "--quiet", "--filter", "name=swarmlab-far"))
                    .isEmpty();
            assertThat(HostProcesses.commandLines()).noneMatch(line -> line.contains("swarmlab-ssh"));
        } finally {
            throughSsh(address, "down", "far").run();
        }
    }

    /** Each node needs sessions, and sshd allows ten per login. */
    @Test
    void creates_a_lab_of_six_nodes_through_ssh_without_a_refused_session() throws Exception {
        String address = "ssh://root@127.0.0.1:" + ssh.port();
        try {
            throughSsh(address, "up", "-")
                    .reading("name: far\nworkers: 5\n")
                    .run()
                    .succeeded();

            assertThat(throughSsh(address, "exec", "manager", "--", "docker", "node", "ls", "--quiet")
                            .run()
                            .succeeded()
                            .out()
                            .lines())
                    .hasSize(6);
        } finally {
            throughSsh(address, "down", "far").run().succeeded();
        }
        assertThat(ssh.log()).contains("Accepted publickey").doesNotContain("no more sessions");
    }

    @Test
    void shows_the_error_of_ssh() {
        ProcessResult result = throughSsh("ssh://root@127.0.0.1:1", "ls").run().endedWith(3);

        assertThat(result.err())
                .contains("the Docker engine at ssh://root@127.0.0.1:1 (DOCKER_HOST) can't be reached", "refused")
                .contains("Test the connection with: ssh -l root -p 1 -- 127.0.0.1 docker version");
    }

    @Test
    void uses_a_context_with_certificates() throws Exception {
        assertThat(inContext(address()).run().succeeded().out()).contains("LAB");
    }

    /** The output of a command on the other host. */
    private static String onHost(String... command) throws Exception {
        return host.execInContainer(command).getStdout();
    }

    private static SwarmLabProcess throughSsh(String address, String... arguments) {
        return SwarmLabProcess.of(arguments).with("DOCKER_HOST", address).with("PATH", ssh.path());
    }

    /** {@code ls} with a docker context that has the certificates. */
    private static SwarmLabProcess inContext(String address) throws Exception {
        Path configuration = Files.createTempDirectory(temporary, "context");
        String id = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest("far".getBytes(StandardCharsets.UTF_8)));
        Path meta =
                Files.createDirectories(configuration.resolve("contexts/meta").resolve(id));
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\": \"far\", \"Metadata\": {}, \"Endpoints\": {\"docker\": {\"Host\": \"" + address + "\"}}}");
        Path tls = Files.createDirectories(
                configuration.resolve("contexts/tls").resolve(id).resolve("docker"));
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.copy(certificates.resolve(file), tls.resolve(file));
        }
        return SwarmLabProcess.of("ls")
                .with("DOCKER_CONFIG", configuration.toString())
                .with("DOCKER_CONTEXT", "far")
                .with("PATH", ssh.path());
    }

    /** A swarmlab command that uses the remote engine over TCP. */
    private static SwarmLabProcess overTcp(String... arguments) {
        return SwarmLabProcess.of(arguments)
                .with("DOCKER_HOST", address())
                .with("DOCKER_TLS_VERIFY", "1")
                .with("DOCKER_CERT_PATH", certificates.toString());
    }

    private static String address() {
        return "tcp://" + gateway + ":" + host.getMappedPort(API_PORT);
    }
}
