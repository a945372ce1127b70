package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import dev.swarmlab.certificate.KeyPairInPem;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.copy.Tar;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.dockerjava.DockerJavaConnector;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.HttpProxy;
import dev.swarmlab.support.OpenPort;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lab whose nodes reach a registry only through a proxy with a password. The certificate of the registry comes from a
 * certificate authority that no image knows. Only the proxy knows the registry's name.
 */
class ProxyIT {

    private static final String LAB = "proxied";
    private static final String MANAGER = "swarmlab-proxied-manager";
    private static final String WORKER = "swarmlab-proxied-worker01";
    private static final String CACHE = "swarmlab-proxied-cache";
    /** The engine's host in the network of the lab. The address of the default bridge belongs to each node itself. */
    private static final String GATEWAY = "10.231.77.1";

    private static final String UPSTREAM = "proxied-upstream";
    private static final String HOST = "upstream.test";
    private static final String PASSWORD = "kept-from-everybody";

    /** Also the name of an image on Docker Hub, where it does not exist. */
    private static final String IMAGE = "swarmlab-proxy-test:1";

    private static OuterEngine engine;
    private static HttpProxy proxy;
    private static Path file;
    private static Path authority;
    private static String url = "";
    private static ProcessResult up;

    @BeforeAll
    static void up(@TempDir Path folder) throws Exception {
        engine = OuterEngine.open();
        file = Files.writeString(
                folder.resolve("lab.yml"), """
                name: proxied
                subnet: 10.231.77.0/24
                workers: 1
                registry: {mirror: 'https://upstream.test'}
                images: [{image: 'swarmlab/echo:latest', build: %s}]
                """.formatted(SwarmLabProcess.home().resolve("images/echo")));
        LabAuthority own = LabAuthority.create("upstream");
        authority = Files.writeString(folder.resolve("ca.pem"), own.certificatePem());
        int port = freePort();
        proxy = HttpProxy.to(port);
        startUpstream(own.forServer(HOST, "127.0.0.1"), port);
        url = "http://student:" + PASSWORD + "@" + GATEWAY + ":" + proxy.port();
        up = swarmlab("up", "-v", file.toString()).run().succeeded();
    }

    @AfterAll
    static void down() throws IOException {
        SwarmLabProcess.swarmlab("down", LAB).succeeded();
        engine.containerId(UPSTREAM).ifPresent(id -> engine.client()
                .removeContainerCmd(id)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
        proxy.close();
        engine.close();
    }

    private static SwarmLabProcess swarmlab(String... arguments) {
        return SwarmLabProcess.of(arguments)
                .with("HTTPS_PROXY", url)
                .with("HTTP_PROXY", url)
                .with("SWARMLAB_CA_FILE", authority.toString());
    }

    /** Starts a registry with TLS on the host's network, and pushes an image to it. */
    private static void startUpstream(KeyPairInPem certificate, int port) throws InterruptedException {
        String registry = registryImage();
        engine.client()
                .createContainerCmd(registry)
                .withName(UPSTREAM)
                .withEnv(
                        "REGISTRY_HTTP_ADDR=:" + port,
                        "OTEL_TRACES_EXPORTER=none",
                        "REGISTRY_HTTP_TLS_CERTIFICATE=/tls/cert.pem",
                        "REGISTRY_HTTP_TLS_KEY=/tls/key.pem")
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("host"))
                .exec();
        byte[] files = new Tar()
                .folder("tls")
                .file("tls/cert.pem", certificate.certificate())
                .file("tls/key.pem", certificate.privateKey())
                .bytes();
        engine.client()
                .copyArchiveToContainerCmd(UPSTREAM)
                .withTarInputStream(new ByteArrayInputStream(files))
                .withRemotePath("/")
                .exec();
        engine.client().startContainerCmd(UPSTREAM).exec();
        Await.until(
                "the upstream registry",
                Deadline.in(Duration.ofSeconds(30)),
                () -> Answer.readyIf(new OpenPort("127.0.0.1", port).isOpen(), "it does not listen"));
        String repository = "localhost:" + port + "/library/" + IMAGE.replace(":1", "");
        engine.client().tagImageCmd(registry, repository, "1").exec();
        engine.client()
                .pushImageCmd(repository + ":1")
                .withAuthConfig(new AuthConfig())
                .start()
                .awaitCompletion();
        engine.client().removeImageCmd(repository + ":1").exec();
    }

    /** The registry image that swarmlab uses here. */
    private static String registryImage() {
        SwarmLabProcess.of("up", "-")
                .reading("name: proxied\nworkers: 0\n")
                .run()
                .succeeded();
        String image = Objects.requireNonNull(engine.client()
                .inspectContainerCmd("swarmlab-proxied-registry")
                .exec()
                .getConfig()
                .getImage());
        SwarmLabProcess.swarmlab("down", LAB).succeeded();
        return image;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_node_pulls_through_the_proxy_from_a_registry_with_a_certificate_of_the_callers_authority() {
        assertThat(engine.execute(WORKER, "docker", "pull", HOST + "/library/" + IMAGE))
                .contains("Downloaded newer image for " + HOST);

        assertThat(proxy.requests()).contains("CONNECT upstream.test:443 HTTP/1.1 student:" + PASSWORD);
    }

    @Test
    void the_cache_asks_its_upstream_through_the_proxy() {
        assertThat(engine.execute(MANAGER, "docker", "pull", IMAGE)).contains("Downloaded newer image for " + IMAGE);
        assertThat(engine.execute(CACHE, "ls", "/var/lib/registry/docker/registry/v2/repositories/library"))
                .contains("swarmlab-proxy-test");
    }

    /** Join, the lab's own registry and the cache would not work through the proxy. */
    @Test
    void traffic_inside_the_lab_does_not_pass_the_proxy() {
        assertThat(engine.execute(MANAGER, "docker", "node", "ls")).contains("manager", "worker01");

        assertThat(proxy.requests()).allMatch(request -> request.startsWith("CONNECT upstream.test:443 "));
    }

    @Test
    void the_password_is_in_a_file_for_root_and_nowhere_else(@TempDir Path folder) throws IOException {
        assertThat(engine.execute(WORKER, "stat", "-c", "%a", "/usr/local/lib/swarmlab/proxy.env"))
                .isEqualToIgnoringNewLines("600");
        assertThat(engine.execute(WORKER, "docker", "info"))
                .contains("HTTPS Proxy")
                .doesNotContain(PASSWORD);
        for (String container :
                Stream.of(MANAGER, WORKER, CACHE, "swarmlab-proxied-registry").toList()) {
            assertThat(engine.logs(container)).doesNotContain(PASSWORD);
        }
        try (EngineApi api = DockerJavaConnector.socket(engine.address())) {
            for (Container container : engine.containers(LAB)) {
                assertThat(api.get("/containers/" + container.getId() + "/json").toString())
                        .doesNotContain(PASSWORD);
            }
            assertThat(api.get("/volumes").toString() + api.get("/networks")).doesNotContain(PASSWORD);
        }
        assertThat(up.out() + up.err()).doesNotContain(PASSWORD);
        Path export = folder.resolve("export");
        swarmlab("export", "--lab", LAB, export.toString()).run().succeeded();
        try (Stream<Path> files = Files.walk(export)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each).content().doesNotContain(PASSWORD));
        }
    }

    @Test
    void another_proxy_recreates_no_container() {
        List<String> before = engine.containerIds(LAB);

        SwarmLabProcess.of("up", file.toString())
                .with("HTTPS_PROXY", "http://proxy.invalid:3128")
                .run()
                .succeeded();

        assertThat(engine.containerIds(LAB)).isEqualTo(before);
    }

    @Test
    void reset_finds_no_difference_in_the_files_of_a_node() {
        ProcessResult differences =
                swarmlab("reset", "--dry-run", "-o", "json", LAB).run().succeeded();

        assertThat(differences.out()).doesNotContain("swarmlab-ca.pem", "proxy.env");
    }
}
