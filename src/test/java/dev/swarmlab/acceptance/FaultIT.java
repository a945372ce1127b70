package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.DiagnosticsFolder;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An {@code up} that fails shows the reason, saves diagnostics and removes what it created. */
class FaultIT {

    private static final String LAB = "faulty";
    private static final String BYSTANDER = "bystander";
    private static final String ECHO = "swarmlab/echo:latest";
    private static final String NO_REGISTRY = "bystander/no-registry:latest";
    private static final int BYSTANDER_PORT = 18091;

    private static OuterEngine engine;

    private List<String> before = List.of();

    /** A lab, a container, a network and a volume that no failed run may change. */
    @BeforeAll
    static void create_bystanders() {
        SwarmLabProcess.of("up", "-")
                .reading("name: bystander\nworkers: 0\nimages: [{image: %s, build: images/echo}]".formatted(ECHO))
                .run()
                .succeeded();
        engine = OuterEngine.open();
        engine.client().createVolumeCmd().withName(BYSTANDER).exec();
        engine.client().createNetworkCmd().withName(BYSTANDER).exec();
        String id = engine.client()
                .createContainerCmd(ECHO)
                .withName(BYSTANDER)
                .withHostConfig(HostConfig.newHostConfig()
                        .withPortBindings(PortBinding.parse("127.0.0.1:" + BYSTANDER_PORT + ":8080")))
                .exec()
                .getId();
        engine.client().startContainerCmd(id).exec();
        engine.client()
                .commitCmd(id)
                .withCmd("sh", "-c", "echo D:* > /tmp/deny && exec httpd -f -p 5000 -c /tmp/deny")
                .withRepository("bystander/no-registry")
                .withTag("latest")
                .exec();
    }

    @AfterAll
    static void remove_bystanders() {
        swarmlab("down", BYSTANDER).succeeded();
        engine.client().removeContainerCmd(BYSTANDER).withForce(true).exec();
        engine.client().removeImageCmd(NO_REGISTRY).exec();
        engine.client().removeNetworkCmd(BYSTANDER).exec();
        engine.client().removeVolumeCmd(BYSTANDER).exec();
        engine.close();
    }

    @BeforeEach
    void record_resources() {
        before = engine.allResources();
    }

    @AfterEach
    void down() {
        swarmlab("down", LAB).succeeded();
    }

    /** A lab file that can't work, an option, the exit code, and parts of the reason. */
    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        "workers: 0\nnode: {image: 'no-such/image:none'}",
                        "",
                        1,
                        List.of("can't get the image no-such/image:none")),
                arguments(
                        "workers: [{count: 1, args: [--no-such-flag]}]",
                        "",
                        1,
                        List.of("worker01 stopped", "from its log: ", "--no-such-flag")),
                arguments(
                        "workers: [{count: 1, image: %s}]".formatted(ECHO),
                        "",
                        1,
                        List.of("worker01", "--insecure-registry")),
                arguments(
                        "workers: 0\nregistry: {image: %s}\nimages: [%s]".formatted(NO_REGISTRY, ECHO),
                        "",
                        1,
                        List.of("can't push " + ECHO + " to the lab's registry")),
                arguments(
                        "workers: 0\nregistry: {image: %s}\nimages: [%s]".formatted(ECHO, ECHO),
                        "--timeout=10s",
                        4,
                        List.of("gave up ", "after 10 s: ")),
                arguments("workers: 6", "--timeout=1s", 4, List.of("gave up waiting for ", "after 1 s: ")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shows_the_reason_saves_diagnostics_and_removes_what_it_created(
            String yaml, String argument, int exitCode, List<String> reason, @TempDir Path diagnostics) {
        ProcessResult result = up(yaml, diagnostics, argument.isEmpty() ? List.of() : List.of(argument))
                .await(Duration.ofMinutes(2))
                .endedWith(exitCode);

        assertThat(result.err()).contains(reason).contains("diagnostics are in ", "removed what this run created");
        assertThat(result.out()).isEmpty();
        assertThat(engine.allResources()).isEqualTo(before);
        assertThat(DiagnosticsFolder.onlyOneIn(diagnostics).resolve("failure.txt"))
                .content()
                .contains(reason.get(0));
    }

    @Test
    void the_diagnostics_contain_the_log_of_a_node_that_ended(@TempDir Path diagnostics) {
        up("workers: [{count: 1, args: [--no-such-flag]}]", diagnostics, List.of())
                .await(Duration.ofMinutes(2))
                .endedWith(1);

        Path folder = DiagnosticsFolder.onlyOneIn(diagnostics);
        assertThat(folder.resolve("worker01.log")).content().contains("--no-such-flag");
        assertThat(folder.resolve("worker01.state.txt")).isNotEmptyFile();
        assertThat(folder.resolve("manager.log")).isNotEmptyFile();
        assertThat(folder.resolve("lab-file.yml")).content().contains("name: faulty", "--no-such-flag");
        assertThat(folder.resolve("doctor.txt")).content().contains("CHECK");
        assertThat(folder.resolve("registry.state.txt")).content().contains("running");
    }

    @Test
    void keep_keeps_the_created_resources(@TempDir Path diagnostics) {
        ProcessResult result = up("workers: [{count: 1, args: [--no-such-flag]}]", diagnostics, List.of("--keep"))
                .await(Duration.ofMinutes(2))
                .endedWith(1);

        assertThat(result.err()).contains("kept what this run created; remove the lab with: swarmlab down faulty");
        assertThat(engine.resourcesOf(LAB))
                .contains(
                        "network swarmlab-faulty",
                        "container /swarmlab-faulty-worker01",
                        "volume swarmlab-faulty-manager-data");

        swarmlab("down", LAB).succeeded();

        assertThat(engine.allResources()).isEqualTo(before);
    }

    @Test
    void a_port_that_a_program_of_the_host_uses_is_refused_before_anything_is_created(@TempDir Path diagnostics)
            throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            ProcessResult result = up("workers: 0\nregistry: {port: %d}".formatted(port), diagnostics, List.of())
                    .await(Duration.ofMinutes(1))
                    .endedWith(1);

            assertThat(result.err())
                    .contains("port " + port + " of the host is in use", "a program on this host listens on it");
            assertThat(engine.allResources()).isEqualTo(before);
        }
    }

    @Test
    void a_port_that_a_container_uses_is_refused_before_anything_is_created(@TempDir Path diagnostics) {
        ProcessResult result = up("workers: 0\nports: ['%d:80']".formatted(BYSTANDER_PORT), diagnostics, List.of())
                .await(Duration.ofMinutes(1))
                .endedWith(1);

        assertThat(result.err()).contains("port 18091 of the host is in use", "the container bystander publishes it");
        assertThat(engine.allResources()).isEqualTo(before);
    }

    @Test
    void a_container_of_the_user_with_a_nodes_name_is_an_error_and_stays(@TempDir Path diagnostics) {
        String id = engine.client()
                .createContainerCmd(ECHO)
                .withName("swarmlab-faulty-worker01")
                .exec()
                .getId();
        try {
            ProcessResult result = up("workers: 1", diagnostics, List.of())
                    .await(Duration.ofMinutes(1))
                    .endedWith(1);

            assertThat(result.err())
                    .contains(
                            "a container named swarmlab-faulty-worker01 that swarmlab did not create", "docker rm -f");
            assertThat(engine.containerId("swarmlab-faulty-worker01")).contains(id);
            assertThat(engine.resourcesOf(LAB)).isEmpty();
        } finally {
            engine.client().removeContainerCmd(id).exec();
        }
    }

    /** The resources after whose creation the test sends Ctrl-C. */
    static Stream<String> createdResources() {
        return Stream.of("network swarmlab-faulty", "container /swarmlab-faulty-worker01");
    }

    @ParameterizedTest
    @MethodSource("createdResources")
    void ctrl_c_removes_what_was_created(String resource, @TempDir Path diagnostics) {
        StartedProcess up = up("workers: 1", diagnostics, List.of());
        awaitResource(resource);

        up.interrupt();

        ProcessResult result = up.await(Duration.ofSeconds(60)).endedWith(130);
        assertThat(result.err())
                .contains("diagnostics are in ", "removed what this run created", "swarmlab: interrupted");
        assertThat(engine.allResources()).isEqualTo(before);
        DiagnosticsFolder.onlyOneIn(diagnostics);
    }

    @Test
    void the_error_names_a_node_that_is_killed_while_it_joins(@TempDir Path diagnostics) {
        StartedProcess up = up("workers: 1", diagnostics, List.of());
        awaitResource("container /swarmlab-faulty-worker01");
        Await.until("worker01 to run", Deadline.in(Duration.ofMinutes(1)), () -> {
            try {
                engine.client().killContainerCmd("swarmlab-faulty-worker01").exec();
                return Answer.ready();
            } catch (ConflictException notYet) {
                return Answer.notYet(String.valueOf(notYet.getMessage()));
            }
        });

        ProcessResult result = up.await(Duration.ofMinutes(2)).endedWith(1);

        assertThat(result.err()).contains("swarmlab: worker01 ", "137").contains("diagnostics are in ");
        assertThat(engine.allResources()).isEqualTo(before);
        assertThat(DiagnosticsFolder.onlyOneIn(diagnostics).resolve("worker01.state.txt"))
                .content()
                .contains("exit code 137");
    }

    @Test
    void a_failed_run_on_an_existing_lab_removes_only_what_it_created(@TempDir Path diagnostics) {
        up("workers: 1", diagnostics, List.of()).await(Duration.ofMinutes(2)).succeeded();
        List<String> lab = new ArrayList<>(engine.allResources());

        up("workers: [{count: 1}, {count: 1, args: [--no-such-flag]}]", diagnostics, List.of())
                .await(Duration.ofMinutes(2))
                .endedWith(1);

        assertThat(engine.allResources()).isEqualTo(lab);
        DiagnosticsFolder.onlyOneIn(diagnostics);
    }

    private static StartedProcess up(String yaml, Path diagnostics, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("up", "-", "--diagnostics", diagnostics.toString()));
        arguments.addAll(options);
        return SwarmLabProcess.of(arguments.toArray(String[]::new))
                .reading("name: faulty\n" + yaml + "\n")
                .start();
    }

    private static void awaitResource(String resource) {
        Await.until(
                resource,
                Deadline.in(Duration.ofMinutes(2)),
                () -> Answer.readyIf(engine.resourcesOf(LAB).contains(resource), "it does not exist yet"));
    }
}
