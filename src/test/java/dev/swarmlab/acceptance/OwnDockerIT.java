package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.swarmlab.support.HostDocker;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.ShellScript;
import dev.swarmlab.support.SwarmLabProcess;
import dev.swarmlab.support.WorldReadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab as the Docker of its user: for the docker command of this host, for other programs, and without either. */
class OwnDockerIT {

    private static final String LAB = "owndocker";
    private static final String YAML = "name: owndocker\nworkers: 1\n";

    /** One that is made to be removed. */
    private static final String OTHER = "owndocker-other";

    private static final String POINT = "eval \"$(./swarmlab env)\"";

    private static OuterEngine engine;

    private final Map<String, String> user = new HashMap<>();
    private final Path home;

    OwnDockerIT(@TempDir Path home) {
        this.home = home;
    }

    @BeforeAll
    static void up() {
        engine = OuterEngine.open();
        SwarmLabProcess.of("up", "-").reading(YAML).run().succeeded();
    }

    @AfterAll
    static void down() {
        SwarmLabProcess.of("down", LAB).run().succeeded();
        engine.close();
    }

    /** Nothing of whoever runs the tests is touched. */
    @BeforeEach
    void aUserOfTheirOwn() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        user.put("XDG_STATE_HOME", home.resolve("it's a state").toString());
        user.put("DOCKER_CONFIG", home.resolve("docker, its folder").toString());
        user.put("PATH", HostDocker.path(home));
        user.put("SWARMLAB_LAB", LAB); // the engine may carry others
    }

    @AfterEach
    void downWithTheOther() {
        swarmlab("down", OTHER).succeeded();
    }

    @Test
    void the_docker_command_of_the_host_uses_the_lab() {
        assertThat(typed(POINT, "docker node ls --format '{{.Hostname}} {{.Status}}'")
                        .lines())
                .containsExactlyInAnyOrder("manager Ready", "worker01 Ready");
    }

    @Test
    void it_uses_the_node_that_was_asked_for_last() {
        assertThat(typed(POINT, "eval \"$(./swarmlab env worker01)\"", "docker info --format '{{.Name}}'"))
                .isEqualTo("worker01\n");
    }

    @Test
    void swarmlab_itself_still_uses_the_engine_that_carries_the_lab() {
        assertThat(typed(POINT, "./swarmlab ls").lines()).anyMatch(line -> line.startsWith(LAB + " "));
        assertThat(typed(POINT, "./swarmlab exec manager -- hostname")).isEqualTo("manager\n");
        assertThat(typed(POINT, POINT, "./swarmlab status -o json"))
                .contains(engine.address().toString());
    }

    @Test
    void the_shell_can_be_as_it_was_before() {
        String variables = "env | grep -E '^(DOCKER|SWARMLAB)_' | sort";

        assertThat(typed(POINT, "eval \"$(./swarmlab env --unset)\"", variables))
                .isEqualTo(typed(variables));
    }

    @Test
    void other_programs_get_in_with_the_same_certificates() throws IOException {
        List<String> said = typed(POINT, "printf '%s\\n' \"$DOCKER_HOST\" \"$DOCKER_CERT_PATH\"")
                .lines()
                .toList();
        DefaultDockerClientConfig configuration = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(said.get(0))
                .withDockerCertPath(said.get(1))
                .withDockerTlsVerify(true)
                .withDockerContext("default")
                .build();

        try (DockerClient client = DockerClientImpl.getInstance(
                configuration,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(configuration.getDockerHost())
                        .sslConfig(configuration.getSSLConfig())
                        .build())) {
            assertThat(client.infoCmd().exec().getName()).isEqualTo("manager");
        }
    }

    @Test
    void nobody_else_can_read_the_keys() {
        typed(POINT, "./swarmlab context create");

        assertThat(filesBelow(home))
                .filteredOn(file -> file.endsWith("key.pem"))
                .hasSize(2);
        assertThat(WorldReadable.filesWith(List.of("PRIVATE KEY-----"), home)).isEmpty();
    }

    @Test
    void a_context_leads_to_the_lab() {
        assertThat(typed(
                        "./swarmlab context create", "./swarmlab context create", "./swarmlab context create worker01"))
                .isEqualTo("swarmlab-owndocker\nswarmlab-owndocker\nswarmlab-owndocker-worker01\n");

        assertThat(typed("docker --context swarmlab-owndocker service ls")).startsWith("ID ");
        assertThat(typed("docker --context swarmlab-owndocker-worker01 info --format '{{.Name}}'"))
                .isEqualTo("worker01\n");
        assertThat(typed("docker context use swarmlab-owndocker", "./swarmlab ls"))
                .contains("\n" + LAB + " ");
        assertThat(swarmlab("context", "rm").succeeded().err())
                .contains("the Docker context swarmlab-owndocker was in use");
        assertThat(typed("docker context ls --format '{{.Name}}'")).isEqualTo("default\n");
    }

    @Test
    void docker_runs_in_a_node_without_a_docker_on_the_host() {
        assertThat(swarmlab("docker", "--", "node", "ls", "-q")
                        .succeeded()
                        .out()
                        .lines())
                .hasSize(2);
        assertThat(swarmlab("docker", "node", "ls", "--format", "{{.Hostname}}")
                        .succeeded()
                        .out()
                        .lines())
                .containsExactlyInAnyOrder("manager", "worker01");
        assertThat(swarmlab("docker", "worker01", "--", "info", "--format", "{{.Name}}")
                        .succeeded()
                        .out())
                .isEqualTo("worker01\n");
    }

    @Test
    void its_input_and_its_exit_code_are_its_own() {
        SwarmLabProcess.of("docker", "--name", LAB, "config", "create", "greeting", "-")
                .reading("hello")
                .run()
                .succeeded();

        assertThat(swarmlab("docker", "config", "inspect", "--pretty", "greeting")
                        .succeeded()
                        .out())
                .contains("hello");
        swarmlab("docker", "config", "rm", "greeting").succeeded();
        assertThat(swarmlab("docker", "config", "inspect", "greeting")
                        .endedWith(1)
                        .err())
                .contains("greeting");
        swarmlab("docker", "--", "config", "--no-such-option").endedWith(125);
    }

    @Test
    void down_leaves_neither_certificates_nor_contexts() {
        upWithTheOther();

        ProcessResult result = new ShellScript(user, POINT + "; ./swarmlab context create; ./swarmlab down " + OTHER)
                .run()
                .succeeded();

        assertThat(result.err()).contains("Undo this with: eval \"$(swarmlab env --unset)\"");
        assertThatNothingIsLeft();
    }

    @Test
    void down_does_so_when_somebody_else_has_removed_the_lab() {
        upWithTheOther();
        typed(POINT, "./swarmlab context create");
        SwarmLabProcess.of("down", OTHER)
                .with("XDG_STATE_HOME", home.resolve("elsewhere").toString())
                .with("DOCKER_CONFIG", home.resolve("elsewhere").toString())
                .run()
                .succeeded();
        assertThat(filesBelow(home)).isNotEmpty();

        assertThat(swarmlab("down", OTHER).succeeded().err()).contains("there is no lab named " + OTHER);

        assertThatNothingIsLeft();
    }

    private void upWithTheOther() {
        SwarmLabProcess.of("up", "-")
                .reading("name: owndocker-other\nworkers: 0\n")
                .run()
                .succeeded();
        user.put("SWARMLAB_LAB", OTHER);
    }

    private void assertThatNothingIsLeft() {
        assertThat(filesBelow(home).filter(file -> file.endsWith(".pem") || file.endsWith("meta.json")))
                .isEmpty();
        assertThat(home.resolve("it's a state").resolve("swarmlab")).doesNotExist();
    }

    private static Stream<String> filesBelow(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).toList().stream();
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }

    private String typed(String... lines) {
        return new ShellScript(user, String.join("\n", lines)).run().succeeded().out();
    }

    private ProcessResult swarmlab(String... arguments) {
        return new SwarmLabProcess(List.of(arguments), user, "").run();
    }
}
