package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.support.HostDocker;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ShellScript;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A lab with nodes of an image that is compatible with {@code docker:29-dind}, see
 * {@code src/test/images/official-dind/README.md}.
 */
class OfficialImageIT {

    private static final String LAB = "official";
    private static final String MANAGER = "swarmlab-official-manager";

    private static final String FILE = """
            name: official
            node:
              image: swarmlab-test/official-dind:29
              build: %s/src/test/images/official-dind
              args: [--label=site=here]
            workers: 1
            images: [{image: swarmlab/echo:latest, build: %s/images/echo}]
            networks: [localnet]
            stacks: {web: %s/src/test/stacks/web.yml}
            checks:
              - {name: the worker has the image, node: worker01, state: ready, image: swarmlab/echo:latest}
              - &both {name: every node has a task, service: web_echo, running: 2, nodes: 2}
              - {name: a node is answered, http: http://127.0.0.1/, from: worker01, contains: Hello Docker!!}
              - {name: the tasks are found by name, network: localnet, resolves: web_echo, addresses: 2}
              - {name: a command runs, run: docker node ls --quiet, lines: 2}
            scenarios:
              - name: a node stops and starts again
                actions:
                  - stop: worker01
                  - start: stopped
                  - check: {name: the swarm has it back, node: worker01, state: ready, within: 60s}
                  - check: {<<: *both, within: 60s}
            """;

    private static OuterEngine engine;
    private static List<String> before;
    private static Path folder;

    @BeforeAll
    static void up(@TempDir Path shared) throws IOException {
        folder = shared;
        engine = OuterEngine.open();
        before = engine.allResources();
        Files.writeString(
                folder.resolve("lab.yml"),
                FILE.replace("%s", SwarmLabProcess.home().toString()));
        swarmlab("up", folder.resolve("lab.yml").toString()).succeeded();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        assertThat(engine.allResources())
                .as("resources after down, such as volumes of the image")
                .isEqualTo(before);
        engine.close();
    }

    @Test
    void its_nodes_have_only_the_programs_of_busybox() {
        assertThat(node("for tool in sh ps ip find wget; do readlink -f /bin/$tool; done")
                        .lines())
                .containsOnly("/usr/bin/busybox");
        assertThat(node("for tool in bash getent python3; do command -v $tool; done; true"))
                .isEmpty();
    }

    @Test
    void its_nodes_use_the_containerd_image_store_and_refuse_old_clients() {
        assertThat(node("docker info --format '{{.DriverStatus}}'")).contains("io.containerd.snapshotter.v1");
        assertThat(node("docker version --format '{{.Server.MinAPIVersion}}'")).isEqualTo("1.44\n");
    }

    @Test
    void arguments_that_begin_with_a_hyphen_are_options_of_dockerd() {
        assertThat(node("docker info --format '{{.Labels}}'")).isEqualTo("[site=here]\n");
    }

    @Test
    void the_certificates_of_the_lab_are_verified_and_used() {
        assertThat(engine.logs(MANAGER)).contains("/certs/server/cert.pem: OK");
        assertThat(node("ls -d /certs/ca /certs/client/key.pem 2>/dev/null; true"))
                .as("certificates that the image creates when it finds none")
                .isEmpty();
    }

    @Test
    void the_first_process_is_docker_init() {
        assertThat(node("cat /proc/1/comm")).isEqualTo("docker-init\n");
    }

    @Test
    void status_shows_the_engine_and_the_images_of_the_nodes() {
        JsonNode lab =
                swarmlab("status", "--name", LAB, "-o", "json").succeeded().json();

        assertThat(lab.path("nodes")).hasSize(2).allSatisfy(node -> {
            assertThat(node.path("engine").asText()).startsWith("28.");
            assertThat(node.path("images")).extracting(JsonNode::asText).contains("registry:5000/swarmlab/echo:latest");
        });
    }

    @Test
    void the_checks_pass() {
        swarmlab("check", LAB).succeeded();
    }

    @Test
    void the_drill_passes() {
        swarmlab("drill", LAB).succeeded();
    }

    /** The checks and drills of these labs run many commands in nodes. */
    @ParameterizedTest
    @ValueSource(strings = {"mounts", "security"})
    void a_lab_of_the_folder_labs_passes(String lab) throws IOException {
        String home = SwarmLabProcess.home().toString();
        Path file = folder.resolve(lab + ".yml");
        String node = "node: {image: 'swarmlab-test/official-dind:29', build: %s/src/test/images/official-dind}%n"
                .formatted(home);
        Files.writeString(
                file, Files.readString(Path.of(home, "labs", lab + ".yml")).replace("../", home + "/") + "\n" + node);

        swarmlab("test", file.toString()).succeeded();
    }

    @Test
    void doctor_reads_kernel_features_in_a_container_of_the_image() {
        JsonNode report = SwarmLabProcess.of("doctor", folder.resolve("lab.yml").toString(), "-o", "json")
                .run()
                .succeeded()
                .json();

        assertThat(report.toString())
                .doesNotContain("\"failed\"")
                .contains("a container of swarmlab-test/official-dind:29 ran");
    }

    @Test
    void the_docker_command_of_the_host_uses_a_node() throws IOException {
        Map<String, String> user = Map.of(
                "XDG_STATE_HOME", folder.resolve("state").toString(),
                "PATH", HostDocker.path(Files.createDirectories(folder.resolve("bin"))),
                "SWARMLAB_LAB", LAB);

        assertThat(new ShellScript(
                                user,
                                "eval \"$(./swarmlab env worker01)\"; docker info --format '{{.Name}} {{.ServerVersion}}'")
                        .run()
                        .succeeded()
                        .out())
                .startsWith("worker01 28.");
    }

    /** The output of a shell command on the manager. */
    private static String node(String command) {
        return swarmlab("exec", "--name", LAB, "manager", "--", "sh", "-c", command)
                .succeeded()
                .out();
    }
}
