package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import dev.swarmlab.copy.Tar;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OpenPort;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lab with an image of a registry that wants a password: the login of docker on this machine is used. */
class PrivateRegistryIT {

    private static final String LAB = "login";
    private static final String REGISTRY = "login-registry";
    private static final String PASSWORD = "kept-secret-too";

    /** The password as bcrypt. */
    private static final String USERS = "ann:$2b$05$abcdefghijklmnopqrstuuTkHGocLzfV9DaZNpBRO75WB89gCq8Uy\n";

    private static OuterEngine engine;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        engine = OuterEngine.open();
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        SwarmLabProcess.of("up", "-").reading("name: login\nworkers: 0\n").run().succeeded();
        String image = Objects.requireNonNull(engine.client()
                .inspectContainerCmd("swarmlab-login-registry")
                .exec()
                .getConfig()
                .getImage());
        SwarmLabProcess.swarmlab("down", LAB).succeeded();
        engine.client()
                .createContainerCmd(image)
                .withName(REGISTRY)
                .withEnv(
                        "REGISTRY_HTTP_ADDR=127.0.0.1:" + port,
                        "OTEL_TRACES_EXPORTER=none",
                        "REGISTRY_AUTH=htpasswd",
                        "REGISTRY_AUTH_HTPASSWD_REALM=test",
                        "REGISTRY_AUTH_HTPASSWD_PATH=/users")
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("host"))
                .exec();
        engine.client()
                .copyArchiveToContainerCmd(REGISTRY)
                .withTarInputStream(
                        new ByteArrayInputStream(new Tar().file("users", USERS).bytes()))
                .withRemotePath("/")
                .exec();
        engine.client().startContainerCmd(REGISTRY).exec();
        Await.until(
                "the registry",
                Deadline.in(Duration.ofSeconds(30)),
                () -> Answer.readyIf(new OpenPort("127.0.0.1", port).isOpen(), "it does not listen"));
        engine.client().tagImageCmd(image, repository(), "1").exec();
        engine.client()
                .pushImageCmd(repository() + ":1")
                .withAuthConfig(new AuthConfig()
                        .withUsername("ann")
                        .withPassword(PASSWORD)
                        .withRegistryAddress("localhost:" + port))
                .start()
                .awaitCompletion();
        removeImage();
    }

    @AfterAll
    static void stop() {
        engine.containerId(REGISTRY).ifPresent(id -> engine.client()
                .removeContainerCmd(id)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
        engine.close();
    }

    private static String repository() {
        return "localhost:" + port + "/private/app";
    }

    private static void removeImage() {
        try {
            engine.client().removeImageCmd(repository() + ":1").exec();
        } catch (NotFoundException alreadyRemoved) {
            return;
        }
    }

    private static ProcessResult up(Path folder, String configuration, String image) throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                configuration
                        .replace("REGISTRY", "localhost:" + port)
                        .replace(
                                "LOGIN",
                                Base64.getEncoder()
                                        .encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8))));
        Path helper = Files.writeString(
                folder.resolve("docker-credential-test"),
                "#!/bin/sh\necho '{\"Username\": \"ann\", \"Secret\": \"" + PASSWORD + "\"}'\n");
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
        return SwarmLabProcess.of("up", "-v", "-")
                .with("DOCKER_CONFIG", folder.toString())
                .with("PATH", folder + ":" + System.getenv("PATH"))
                .reading("name: login\nworkers: 0\nimages: [" + image + "]\n")
                .run();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auths\": {\"REGISTRY\": {\"auth\": \"LOGIN\"}}}",
                "{\"credHelpers\": {\"REGISTRY\": \"test\"}}",
                "{\"credsStore\": \"test\", \"auths\": {\"REGISTRY\": {}}}"
            })
    void the_login_is_used_for_the_pull_and_is_not_in_the_lab(String configuration, @TempDir Path folder)
            throws IOException {
        removeImage();

        ProcessResult up = up(folder, configuration, repository() + ":1").succeeded();

        assertThat(engine.execute("swarmlab-login-manager", "docker", "image", "ls", "--format={{.Repository}}"))
                .contains("registry:5000/private/app");
        assertThat(up.out() + up.err()).doesNotContain(PASSWORD);
        try (EngineApi api = DockerJavaConnector.socket(engine.address())) {
            for (Container container : engine.containers(LAB)) {
                assertThat(api.get("/containers/" + container.getId() + "/json").toString())
                        .doesNotContain(PASSWORD);
            }
            assertThat(api.get("/volumes").toString()).doesNotContain(PASSWORD);
        }
        assertThat(engine.execute("swarmlab-login-manager", "sh", "-c", "cat /root/.docker/config.json 2>&1"))
                .doesNotContain(PASSWORD)
                .contains("No such file");
        SwarmLabProcess.swarmlab("down", LAB).succeeded();
        removeImage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auths\": {\"REGISTRY\": {\"auth\": \"LOGIN\"}}}",
                "{\"credHelpers\": {\"REGISTRY\": \"test\"}}"
            })
    void the_login_is_used_for_the_base_image_of_a_build(String configuration, @TempDir Path folder)
            throws IOException {
        removeImage();
        String dockerfile = "ARG VERSION\nFROM " + repository() + ":$VERSION\nLABEL run=" + UUID.randomUUID() + "\n";
        Files.writeString(folder.resolve("Dockerfile"), dockerfile);

        up(folder, configuration, "{image: own/app, build: {context: " + folder + ", args: {VERSION: 1}}}")
                .succeeded();

        assertThat(engine.execute("swarmlab-login-manager", "docker", "image", "ls", "--format={{.Repository}}"))
                .contains("registry:5000/own/app");
        SwarmLabProcess.swarmlab("down", LAB).succeeded();
        engine.client().removeImageCmd("own/app").exec();
        removeImage();
    }

    @Test
    void without_a_login_the_error_names_the_helper_that_is_missing(@TempDir Path folder) throws IOException {
        removeImage();

        ProcessResult up =
                up(folder, "{\"credsStore\": \"absent\"}", repository() + ":1").endedWith(1);

        assertThat(up.err()).contains("can't get the image", "docker-credential-absent is missing");
    }
}
