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

/** Access to a lab for the docker command of this host, for other programs, and without either of them. */
class OwnDockerIT {

    private static final String LAB = "owndocker";
    private static final String YAML = "name: owndocker\nworkers: 1\n";

    /** A lab that the tests remove. */
    private static final String OTHER = "owndocker-other";

    private static final String USE_LAB = "eval \"$(./swarmlab env)\"";

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

    /** Keeps the tests away from the files of the user who runs them. */
    @BeforeEach
    void separate_user() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        user.put("XDG_STATE_HOME", home.resolve("it's a state").toString());
        user.put("DOCKER_CONFIG", home.resolve("docker, its folder").toString());
        user.put("PATH", HostDocker.path(home));
        user.put("SWARMLAB_LAB", LAB); // the engine may have other labs
    }

    @AfterEach
    void remove_the_other_lab() {
        swarmlab("down", OTHER).succeeded();
    }

    @Test
    void env_makes_the_docker_command_use_the_lab() {
        assertThat(run(USE_LAB, "docker node ls --format '{{.Hostname}} {{.Status}}'")
                        .lines())
                .containsExactlyInAnyOrder("manager Ready", "worker01 Ready");
    }

    @Test
    void a_second_env_selects_another_node() {
        assertThat(run(USE_LAB, "eval \"$(./swarmlab env worker01)\"", "docker info --format '{{.Name}}'"))
                .isEqualTo("worker01\n");
    }

    @Test
    void swarmlab_itself_still_uses_the_outer_engine() {
        assertThat(run(USE_LAB, "./swarmlab ls").lines()).anyMatch(line -> line.startsWith(LAB + " "));
        assertThat(run(USE_LAB, "./swarmlab exec manager -- hostname")).isEqualTo("manager\n");
        assertThat(run(USE_LAB, USE_LAB, "./swarmlab status -o json"))
                .contains(engine.address().toString());
    }

    @Test
    void env_unset_restores_the_variables() {
        String variables = "env | grep -E '^(DOCKER|SWARMLAB)_' | sort";

        assertThat(run(USE_LAB, "eval \"$(./swarmlab env --unset)\"", variables))
                .isEqualTo(run(variables));
    }

    @Test
    void other_programs_connect_with_the_same_certificates() throws IOException {
        List<String> output = run(USE_LAB, "printf '%s\\n' \"$DOCKER_HOST\" \"$DOCKER_CERT_PATH\"")
                .lines()
                .toList();
        DefaultDockerClientConfig configuration = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(output.get(0))
                .withDockerCertPath(output.get(1))
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
    void only_the_user_can_read_the_keys() {
        run(USE_LAB, "./swarmlab context create");

        assertThat(filesBelow(home))
                .filteredOn(file -> file.endsWith("key.pem"))
                .hasSize(2);
        assertThat(WorldReadable.filesWith(List.of("PRIVATE KEY-----"), home)).isEmpty();
    }

    @Test
    void a_context_selects_the_lab() {
        assertThat(run("./swarmlab context create", "./swarmlab context create", "./swarmlab context create worker01"))
                .isEqualTo("swarmlab-owndocker\nswarmlab-owndocker\nswarmlab-owndocker-worker01\n");

        assertThat(run("docker --context swarmlab-owndocker service ls")).startsWith("ID ");
        assertThat(run("docker --context swarmlab-owndocker-worker01 info --format '{{.Name}}'"))
                .isEqualTo("worker01\n");
        assertThat(run("docker context use swarmlab-owndocker", "./swarmlab ls"))
                .contains("\n" + LAB + " ");
        assertThat(swarmlab("context", "rm").succeeded().err())
                .contains("the Docker context swarmlab-owndocker was in use");
        assertThat(run("docker context ls --format '{{.Name}}'")).isEqualTo("default\n");
    }

    @Test
    void docker_runs_in_a_node_without_a_docker_command_on_the_host() {
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
    void docker_passes_standard_input_and_returns_the_exit_code() {
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
    void down_removes_certificates_and_contexts() {
        upOtherLab();

        ProcessResult result = new ShellScript(user, USE_LAB + "; ./swarmlab context create; ./swarmlab down " + OTHER)
                .run()
                .succeeded();

        assertThat(result.err()).contains("Undo this with: eval \"$(swarmlab env --unset)\"");
        assertThatNoFilesAreLeft();
    }

    @Test
    void down_removes_certificates_and_contexts_of_a_lab_that_another_user_has_removed() {
        upOtherLab();
        run(USE_LAB, "./swarmlab context create");
        SwarmLabProcess.of("down", OTHER)
                .with("XDG_STATE_HOME", home.resolve("elsewhere").toString())
                .with("DOCKER_CONFIG", home.resolve("elsewhere").toString())
                .run()
                .succeeded();
        assertThat(filesBelow(home)).isNotEmpty();

        assertThat(swarmlab("down", OTHER).succeeded().err()).contains("there is no lab named " + OTHER);

        assertThatNoFilesAreLeft();
    }

    private void upOtherLab() {
        SwarmLabProcess.of("up", "-")
                .reading("name: owndocker-other\nworkers: 0\n")
                .run()
                .succeeded();
        user.put("SWARMLAB_LAB", OTHER);
    }

    private void assertThatNoFilesAreLeft() {
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

    private String run(String... lines) {
        return new ShellScript(user, String.join("\n", lines)).run().succeeded().out();
    }

    private ProcessResult swarmlab(String... arguments) {
        return new SwarmLabProcess(List.of(arguments), user, "").run();
    }
}
