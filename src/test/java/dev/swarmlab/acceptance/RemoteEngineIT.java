package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.certificate.KeyPairInPem;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.image.ImageRequest;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A lab on another host's engine, reached over TCP with mutual TLS. */
class RemoteEngineIT {

    private static final String NODE = "swarmlab/node:trixie";
    private static final int API_PORT = 2376;
    private static final int ROOT_ONLY = 0600;

    private static GenericContainer<?> host;
    private static Path certificates;

    /** Where this host can be reached from without being its own loopback, which would not be remote. */
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
        LabAuthority authority = LabAuthority.create("remote host");
        KeyPairInPem server = authority.forServer("remote", gateway);
        host = new GenericContainer<>(DockerImageName.parse(NODE))
                .withPrivilegedMode(true)
                .withExposedPorts(API_PORT)
                .withCopyToContainer(file(authority.certificatePem()), "/certs/server/ca.pem")
                .withCopyToContainer(file(server.certificate()), "/certs/server/cert.pem")
                .withCopyToContainer(file(server.privateKey()), "/certs/server/key.pem")
                .waitingFor(Wait.forLogMessage(".*API listen on \\[::\\]:2376.*", 1));
        host.start();
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
    static void stop() {
        host.stop();
    }

    @Test
    void its_labs_are_listed() {
        assertThat(there("ls", "-o", "json").run().succeeded().json()).isEmpty();
    }

    @Test
    void a_plan_for_it_is_made() {
        JsonNode plan = there("up", "--dry-run", "-o", "json", "-")
                .reading("name: far\nworkers: 1\n")
                .run()
                .succeeded()
                .json();

        assertThat(plan.path("containers"))
                .extracting(each -> each.path("container").asText())
                .containsExactly("swarmlab-far-registry", "swarmlab-far-manager", "swarmlab-far-worker01");
    }

    @Test
    void without_the_certificates_nobody_gets_in() {
        ProcessResult result =
                SwarmLabProcess.of("ls").with("DOCKER_HOST", address()).run().endedWith(3);

        assertThat(result.err()).contains("the Docker engine at " + address(), "does not answer");
    }

    @Test
    void a_lab_comes_up_on_it() throws Exception {
        try {
            there("up", "-").reading("name: far\nworkers: 1\n").run().succeeded();

            assertThat(there("exec", "manager", "--", "docker", "node", "ls", "--format", "{{.Hostname}} {{.Status}}")
                            .run()
                            .succeeded()
                            .out()
                            .lines())
                    .containsExactlyInAnyOrder("manager Ready", "worker01 Ready");
        } finally {
            there("down", "far").run().succeeded();
        }
        assertThat(host.execInContainer("docker", "ps", "--all", "--quiet").getStdout())
                .isEmpty();
    }

    /** A command on this host about the engine of that. */
    private static SwarmLabProcess there(String... arguments) {
        return SwarmLabProcess.of(arguments)
                .with("DOCKER_HOST", address())
                .with("DOCKER_TLS_VERIFY", "1")
                .with("DOCKER_CERT_PATH", certificates.toString());
    }

    private static String address() {
        return "tcp://" + gateway + ":" + host.getMappedPort(API_PORT);
    }
}
