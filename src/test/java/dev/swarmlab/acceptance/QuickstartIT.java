package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** The first lab of the README. The tests only read, or remove what they create. */
class QuickstartIT {

    private static final String LAB_FILE = "labs/quickstart.yml";
    private static final String LAB = "quickstart";
    private static final List<String> NODES = List.of("manager", "worker01", "worker02", "worker03");
    private static final String IMAGE = "registry:5000/swarmlab/echo:latest";
    private static final Deadline PATIENCE = Deadline.in(Duration.ofMinutes(5));

    private static OuterEngine engine;

    @BeforeAll
    static void up() {
        engine = OuterEngine.open();
        swarmlab("up", LAB_FILE).succeeded();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    @Test
    void four_nodes_are_ready_and_one_is_the_leader() {
        String nodes = swarmlab(
                        "exec",
                        "manager",
                        "--name",
                        LAB,
                        "--",
                        "docker",
                        "node",
                        "ls",
                        "--format",
                        "{{.Hostname}} {{.Status}} {{.ManagerStatus}}")
                .succeeded()
                .out();

        assertThat(nodes.lines().map(String::strip))
                .containsExactlyInAnyOrder(
                        "manager Ready Leader", "worker01 Ready", "worker02 Ready", "worker03 Ready");
    }

    @Test
    void every_node_has_the_image_with_the_registrys_digest() throws Exception {
        HttpResponse<String> manifest =
                get(HttpRequest.newBuilder(URI.create("http://localhost:5000/v2/swarmlab/echo/manifests/latest"))
                        .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
                        .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                        .build());
        String digest = manifest.headers().firstValue("Docker-Content-Digest").orElseThrow();

        assertThat(digest).startsWith("sha256:");
        assertThat(NODES).allSatisfy(node -> assertThat(engine.execute(
                        container(node), "docker", "image", "inspect", IMAGE, "--format", "{{.RepoDigests}}"))
                .isEqualToIgnoringNewLines("[registry:5000/swarmlab/echo@" + digest + "]"));
    }

    @Test
    void the_registry_answers_on_the_loopback_address() throws Exception {
        HttpResponse<String> catalogue = get(HttpRequest.newBuilder(URI.create("http://localhost:5000/v2/_catalog"))
                .build());

        assertThat(catalogue.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(catalogue.body()).path("repositories"))
                .map(JsonNode::asText)
                .containsExactly("swarmlab/echo");
    }

    @Test
    void every_node_has_one_containerd_which_dockerd_did_not_start() {
        String commands = "cat /proc/[0-9]*/cmdline | tr '\\0' ' '";
        assertThat(NODES).allSatisfy(node -> assertThat(execute(node, "sh", "-c", commands))
                .containsOnlyOnce("containerd --config /run/containerd/containerd.toml")
                .contains("--containerd=/run/containerd/containerd.sock"));
    }

    @Test
    void a_global_service_of_the_user_runs_on_every_node() {
        inManager("docker", "service", "create", "--detach", "--name", "by-hand", "--mode", "global", IMAGE);
        try {
            Await.until("the service on all nodes", PATIENCE, () -> {
                List<String> running = inManager(
                                "docker", "service", "ps", "by-hand", "--format", "{{.Node}} {{.CurrentState}}")
                        .lines()
                        .filter(task -> task.contains(" Running "))
                        .map(task -> task.substring(0, task.indexOf(' ')))
                        .sorted()
                        .toList();
                return Answer.readyIf(running.equals(NODES), "it runs on " + running);
            });
        } finally {
            inManager("docker", "service", "rm", "by-hand");
        }
    }

    @Test
    void containers_on_two_nodes_connect_by_name_over_an_overlay_network() {
        inManager("docker", "network", "create", "--driver", "overlay", "--attachable", "between");
        try {
            execute("worker01", "docker", "run", "--detach", "--name", "server", "--network", "between", IMAGE);
            Await.until("the server's answer", PATIENCE, () -> {
                String answer = execute(
                        "worker02",
                        "docker",
                        "run",
                        "--rm",
                        "--network",
                        "between",
                        IMAGE,
                        "wget",
                        "-qO-",
                        "-T",
                        "2",
                        "http://server:8080/cgi-bin/index.cgi");
                return Answer.readyIf(answer.startsWith("Hello Docker!!"), answer);
            });
        } finally {
            execute("worker01", "docker", "rm", "--force", "server");
            inManager("docker", "network", "rm", "between");
        }
    }

    @Test
    void a_container_in_the_labs_network_connects_to_the_registry_by_name() throws Exception {
        try (GenericContainer<?> client = new GenericContainer<>(DockerImageName.parse("swarmlab/echo:latest"))
                .withNetworkMode("swarmlab-quickstart")) {
            client.start();

            assertThat(client.execInContainer("wget", "-qO-", "http://registry:5000/v2/_catalog")
                            .getStdout())
                    .contains("swarmlab/echo");
        }
    }

    @Test
    void a_second_up_changes_nothing() {
        List<String> before = engine.containerIds(LAB);

        ProcessResult second = swarmlab("up", LAB_FILE).succeeded();

        System.out.println("a second up took " + second.took().toMillis() + " ms");
        assertThat(engine.containerIds(LAB)).hasSize(5).isEqualTo(before);
        assertThat(second.err()).doesNotContain("started the swarm", "removed", "network");
    }

    @Test
    void ls_shows_the_lab() {
        JsonNode labs = swarmlab("ls", "-o", "json").succeeded().json();

        JsonNode lab = labs.findParents("name").stream()
                .filter(each -> each.path("name").asText().equals(LAB))
                .findFirst()
                .orElseThrow();
        assertThat(lab.path("running").asInt()).isEqualTo(4);
        assertThat(lab.path("registry").asText()).isEqualTo("localhost:5000");
        assertThat(lab.path("file").asText())
                .isEqualTo(SwarmLabProcess.home().resolve(LAB_FILE).toString());
    }

    @Test
    void status_shows_nodes_images_and_ports() {
        JsonNode status =
                swarmlab("status", "--name", LAB, "-o", "json").succeeded().json();

        assertThat(status.path("nodes"))
                .extracting(node -> node.path("name").asText())
                .containsExactlyElementsOf(NODES);
        assertThat(status.path("nodes")).allSatisfy(node -> {
            assertThat(node.path("state").asText()).isEqualTo("ready");
            assertThat(node.path("images")).map(JsonNode::asText).contains(IMAGE);
        });
        assertThat(status.path("nodes").get(0).path("leader").asBoolean()).isTrue();
        assertThat(status.path("registry").path("images"))
                .map(JsonNode::asText)
                .containsExactly("swarmlab/echo:latest");
        assertThat(status.path("ports"))
                .extracting(port -> port.path("host").asText())
                .containsExactlyInAnyOrder("127.0.0.1:8000", "127.0.0.1:9000");
    }

    @Test
    void an_export_shows_each_nodes_view_of_the_swarm(@TempDir Path folder) {
        Path target = folder.resolve("out");

        ProcessResult export = swarmlab("export", LAB, target.toString()).succeeded();

        assertThat(export.out()).isEqualTo(target + "\n");
        assertThat(export.err()).isEmpty();
        assertThat(NODES).allSatisfy(node -> {
            assertThat(target.resolve(node + ".docker-info.txt")).content().contains("Swarm: active");
            assertThat(target.resolve(node + ".networks.txt")).content().contains("bridge");
            assertThat(target.resolve(node + ".log")).isNotEmptyFile();
            assertThat(target.resolve("manager.node-ls.txt")).content().contains(node, "Leader");
            assertThat(target.resolve("swarm.json")).content().contains("\"" + node + "\"");
        });
        assertThat(target.resolve("worker01.node-ls.txt")).content().contains("(exit code 1)");
        assertThat(target.resolve("registry.log")).isNotEmptyFile();
        assertThat(target.resolve("lab-file.yml"))
                .hasSameTextualContentAs(SwarmLabProcess.home().resolve(LAB_FILE));
        assertThat(target.resolve("doctor.txt")).content().contains("The lab quickstart can work here");
        assertThat(target.resolve("plan.json")).content().contains("\"action\" : \"keep\"", "\"changes\" : [ ]");
        assertThat(target.resolve("events.json")).content().contains("\"name\" : \"swarmlab-quickstart-");
        assertThat(target.resolve("swarm-events.json")).content().contains("\"action\" : ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "status"})
    void yaml_has_the_same_content_as_json(String command) {
        JsonNode json = swarmlab(command, "-o", "json").succeeded().json();
        Object yaml = new org.yaml.snakeyaml.Yaml()
                .load(swarmlab(command, "-o", "yaml").succeeded().out());

        assertThat(new ObjectMapper().<JsonNode>valueToTree(yaml)).isEqualTo(json);
    }

    @Test
    void exec_passes_standard_input_and_its_end() {
        ProcessResult cat = SwarmLabProcess.of("exec", "manager", "--name", LAB, "--", "cat")
                .reading("hi\n")
                .run(Duration.ofSeconds(30))
                .succeeded();

        assertThat(cat.out()).isEqualTo("hi\n");
    }

    @Test
    void exec_returns_the_exit_code_and_separates_the_output_streams() {
        ProcessResult result = swarmlab(
                        "exec", "worker01", "--name", LAB, "--", "sh", "-c", "echo out; echo err >&2; exit 42")
                .endedWith(42);

        assertThat(result.out()).isEqualTo("out\n");
        assertThat(result.err()).isEqualTo("err\n");
    }

    @Test
    void exec_lists_the_nodes_when_it_does_not_know_one() {
        ProcessResult result =
                swarmlab("exec", "worker04", "--name", LAB, "--", "true").endedWith(1);

        assertThat(result.err()).contains("no node named worker04", "manager, worker01, worker02, worker03");
    }

    private static HttpResponse<String> get(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String container(String node) {
        return "swarmlab-" + LAB + "-" + node;
    }

    private static String execute(String node, String... command) {
        return engine.execute(container(node), command);
    }

    private static String inManager(String... command) {
        return execute("manager", command);
    }
}
