package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.HostConfig;
import dev.swarmlab.support.OuterEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pull-through cache for a class of two students, and for a single lab. Its upstream is a registry in the network of
 * the engine's host, since tests can't depend on Docker Hub.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CacheIT {

    private static final String CLASS = "cached";
    private static final String SINGLE = "pulling";
    private static final String CACHE = "swarmlab-cached-cache";
    private static final String UPSTREAM = "cached-upstream";
    private static final String ANN = "swarmlab-cached-ann-manager";
    private static final String BOB = "swarmlab-cached-bob-manager";

    /** The name of an image on Docker Hub, where it does not exist. */
    private static final String IMAGE = "swarmlab-cache-test:1";

    private static OuterEngine engine;
    private static Path file;
    private static String mirror = "";

    @BeforeAll
    static void up(@TempDir Path folder) throws Exception {
        engine = OuterEngine.open();
        file = Files.writeString(folder.resolve("lab.yml"), "name: cached\nworkers: 0\n");
        swarmlab("up", file.toString(), "--name", SINGLE).succeeded();
        mirror = "registry.mirror=" + startUpstream();
        swarmlab("up", file.toString(), "--set", mirror, "--student", "ann", "--student", "bob")
                .succeeded();
    }

    @AfterAll
    static void down() {
        swarmlab("down", CLASS, SINGLE).succeeded();
        engine.containerId(UPSTREAM).ifPresent(id -> engine.client()
                .removeContainerCmd(id)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
        engine.close();
    }

    /** Starts a registry that has the image. Returns the URL under which the containers of labs reach it. */
    private static String startUpstream() throws Exception {
        int port = freePort();
        String image = Objects.requireNonNull(
                inspect("swarmlab-" + SINGLE + "-registry").getConfig().getImage());
        engine.client()
                .createContainerCmd(image)
                .withName(UPSTREAM)
                .withEnv("REGISTRY_HTTP_ADDR=:" + port, "OTEL_TRACES_EXPORTER=none")
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("host"))
                .exec();
        engine.client().startContainerCmd(UPSTREAM).exec();
        awaitPort(port);
        String repository = "localhost:" + port + "/library/swarmlab-cache-test";
        engine.client().tagImageCmd(image, repository, "1").exec();
        engine.client()
                .pushImageCmd(repository + ":1")
                .withAuthConfig(new AuthConfig())
                .start()
                .awaitCompletion();
        engine.client().removeImageCmd(repository + ":1").exec();
        String gateway = Objects.requireNonNull(engine.client()
                .inspectNetworkCmd()
                .withNetworkId("bridge")
                .exec()
                .getIpam()
                .getConfig()
                .get(0)
                .getGateway());
        return "http://" + gateway + ":" + port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                Thread.sleep(Duration.ofMillis(100).toMillis());
            }
        }
        throw new AssertionError("the upstream registry does not listen: " + engine.logs(UPSTREAM));
    }

    private static InspectContainerResponse inspect(String container) {
        return engine.client().inspectContainerCmd(container).exec();
    }

    private static List<String> blobRequests() {
        return requests("/v2/library/swarmlab-cache-test/blobs/").stream()
                .filter(line -> line.contains("\"GET "))
                .toList();
    }

    /** The lines of the access log of the upstream about paths that begin like this. */
    private static List<String> requests(String path) {
        return engine.logs(UPSTREAM)
                .lines()
                .filter(line -> line.contains("\"GET " + path) || line.contains("\"HEAD " + path))
                .toList();
    }

    private static String pull(String node) {
        return engine.execute(node, "docker", "pull", IMAGE);
    }

    @Order(1)
    @Test
    void the_second_lab_gets_an_image_without_asking_the_upstream_for_its_content() {
        int before = blobRequests().size();

        assertThat(pull(ANN)).contains("Downloaded newer image for " + IMAGE);
        List<String> first = blobRequests();
        assertThat(pull(BOB)).contains("Downloaded newer image for " + IMAGE);

        assertThat(first).hasSizeGreaterThan(before);
        assertThat(blobRequests()).isEqualTo(first);
    }

    /** For a tag, a cache asks whether it is still the same image. A digest is always the same image. */
    @Order(2)
    @Test
    void a_node_gets_an_image_by_its_digest_without_any_request_to_the_upstream() {
        String image = engine.execute(ANN, "docker", "image", "inspect", "--format={{index .RepoDigests 0}}", IMAGE)
                .strip();
        engine.execute(BOB, "docker", "image", "rm", IMAGE);
        List<String> before = requests("/v2/");

        assertThat(engine.execute(BOB, "docker", "pull", image)).contains("Downloaded newer image for " + image);

        assertThat(before).isNotEmpty();
        assertThat(requests("/v2/")).isEqualTo(before);
    }

    @Order(2)
    @Test
    void the_cache_refuses_pushes_and_has_no_port_and_no_route_to_other_labs() {
        InspectContainerResponse cache = inspect(CACHE);

        assertThat(cache.getHostConfig().getPortBindings().getBindings()).isEmpty();
        assertThat(engine.execute(CACHE, "cat", "/proc/sys/net/ipv4/ip_forward").strip())
                .isEqualTo("0");
        assertThat(cache.getNetworkSettings().getNetworks())
                .containsOnlyKeys("swarmlab-cached", "swarmlab-cached-ann", "swarmlab-cached-bob");
        assertThat(engine.execute(
                        ANN,
                        "sh",
                        "-c",
                        "wget -O - --post-data= http://cache:5000/v2/library/mine/blobs/uploads/ 2>&1"))
                .contains("405");
    }

    @Order(2)
    @Test
    void status_shows_the_cache_of_the_class() {
        JsonNode lab =
                swarmlab("status", "cached-ann", "-o", "json").succeeded().json();

        assertThat(lab.path("cache").path("state").asText()).isEqualTo("running");
        assertThat("registry.mirror=" + lab.path("cache").path("upstream").asText())
                .isEqualTo(mirror);
        assertThat(lab.path("nodes").findValuesAsText("name")).containsExactly("manager");
    }

    @Order(3)
    @Test
    void a_single_lab_gets_a_cache_later_which_goes_with_the_key() {
        swarmlab("up", file.toString(), "--name", SINGLE, "--adopt", "--set", mirror)
                .succeeded();
        String manager = "swarmlab-" + SINGLE + "-manager";
        assertThat(pull(manager)).contains("Downloaded newer image for " + IMAGE);

        swarmlab("up", file.toString(), "--name", SINGLE, "--adopt").succeeded();

        assertThat(engine.resourcesOf(SINGLE)).noneMatch(resource -> resource.contains("cache"));
        assertThat(inspect(manager).getArgs()).noneMatch(argument -> argument.contains("mirror"));
    }

    @Order(4)
    @Test
    void an_image_of_the_cache_can_be_pulled_while_the_upstream_does_not_answer() {
        engine.client().stopContainerCmd(UPSTREAM).exec();
        engine.execute(BOB, "docker", "image", "rm", "-f", IMAGE);

        assertThat(pull(BOB)).contains("Downloaded newer image for " + IMAGE);
    }

    @Order(5)
    @Test
    void a_new_cache_whose_upstream_does_not_answer_fails_and_leaves_the_lab() {
        assertThat(swarmlab("up", file.toString(), "--name", SINGLE, "--adopt", "--set", mirror)
                        .endedWith(1)
                        .err())
                .contains("does not start", "from its log: ", "connection refused", "registry.mirror");
        assertThat(engine.resourcesOf(SINGLE)).noneMatch(resource -> resource.contains("cache"));
    }

    @Order(6)
    @Test
    void down_of_the_class_leaves_nothing() {
        swarmlab("down", CLASS).succeeded();

        assertThat(engine.resourcesOf(CLASS)).isEmpty();
    }
}
