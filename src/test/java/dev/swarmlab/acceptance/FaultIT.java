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

/**
 * What becomes of an {@code up} that can't work: its reason is told, its evidence kept, and all that it made is gone.
 */
class FaultIT {

    private static final String LAB = "faulty";
    private static final String BYSTANDER = "bystander";
    private static final String ECHO = "swarmlab/echo:latest";
    private static final String NO_REGISTRY = "bystander/no-registry:latest";
    private static final int PORT_OF_THE_BYSTANDER = 18091;

    private static OuterEngine engine;

    private List<String> before = List.of();

    /** A lab, a container, a network and a volume that have nothing to do with the labs that fail. */
    @BeforeAll
    static void let_others_be_there_too() {
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
                        .withPortBindings(PortBinding.parse("127.0.0.1:" + PORT_OF_THE_BYSTANDER + ":8080")))
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
    static void remove_the_others() {
        swarmlab("down", BYSTANDER).succeeded();
        engine.client().removeContainerCmd(BYSTANDER).withForce(true).exec();
        engine.client().removeImageCmd(NO_REGISTRY).exec();
        engine.client().removeNetworkCmd(BYSTANDER).exec();
        engine.client().removeVolumeCmd(BYSTANDER).exec();
        engine.close();
    }

    @BeforeEach
    void remember() {
        before = engine.allResources();
    }

    @AfterEach
    void down() {
        swarmlab("down", LAB).succeeded();
    }

    /** A descriptor that can't work, further arguments, the exit code, and what is said of the reason. */
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
                        List.of("worker01 stopped", "its last words", "--no-such-flag")),
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
    void tells_the_reason_keeps_evidence_and_removes_what_it_made(
            String yaml, String argument, int exitCode, List<String> reason, @TempDir Path evidence) {
        ProcessResult result = up(yaml, evidence, argument.isEmpty() ? List.of() : List.of(argument))
                .await(Duration.ofMinutes(2))
                .endedWith(exitCode);

        assertThat(result.err()).contains(reason).contains("evidence is in ", "removed what this run had made");
        assertThat(result.out()).isEmpty();
        assertThat(engine.allResources()).isEqualTo(before);
        assertThat(DiagnosticsFolder.onlyOneIn(evidence).resolve("failure.txt"))
                .content()
                .contains(reason.get(0));
    }

    @Test
    void the_evidence_holds_the_log_of_a_node_that_died(@TempDir Path evidence) {
        up("workers: [{count: 1, args: [--no-such-flag]}]", evidence, List.of())
                .await(Duration.ofMinutes(2))
                .endedWith(1);

        Path folder = DiagnosticsFolder.onlyOneIn(evidence);
        assertThat(folder.resolve("worker01.log")).content().contains("--no-such-flag");
        assertThat(folder.resolve("worker01.state.txt")).isNotEmptyFile();
        assertThat(folder.resolve("manager.log")).isNotEmptyFile();
        assertThat(folder.resolve("registry.state.txt")).content().contains("running");
    }

    @Test
    void keep_leaves_what_was_made_for_a_look(@TempDir Path evidence) {
        ProcessResult result = up("workers: [{count: 1, args: [--no-such-flag]}]", evidence, List.of("--keep"))
                .await(Duration.ofMinutes(2))
                .endedWith(1);

        assertThat(result.err()).contains("kept as it is; remove it with: swarmlab down faulty");
        assertThat(engine.resourcesOf(LAB))
                .contains(
                        "network swarmlab-faulty",
                        "container /swarmlab-faulty-worker01",
                        "volume swarmlab-faulty-manager-data");

        swarmlab("down", LAB).succeeded();

        assertThat(engine.allResources()).isEqualTo(before);
    }

    @Test
    void a_port_that_a_program_of_the_host_has_is_refused_before_anything_is_made(@TempDir Path evidence)
            throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            ProcessResult result = up("workers: 0\nregistry: {port: %d}".formatted(port), evidence, List.of())
                    .await(Duration.ofMinutes(1))
                    .endedWith(1);

            assertThat(result.err())
                    .contains("port " + port + " of the host is taken", "a program on this host listens on it");
            assertThat(engine.allResources()).isEqualTo(before);
        }
    }

    @Test
    void a_port_that_a_container_has_is_refused_before_anything_is_made(@TempDir Path evidence) {
        ProcessResult result = up("workers: 0\nports: ['%d:80']".formatted(PORT_OF_THE_BYSTANDER), evidence, List.of())
                .await(Duration.ofMinutes(1))
                .endedWith(1);

        assertThat(result.err()).contains("port 18091 of the host is taken", "the container bystander has it");
        assertThat(engine.allResources()).isEqualTo(before);
    }

    @Test
    void a_container_that_has_a_nodes_name_is_left_alone_and_the_user_told(@TempDir Path evidence) {
        String id = engine.client()
                .createContainerCmd(ECHO)
                .withName("swarmlab-faulty-worker01")
                .exec()
                .getId();
        try {
            ProcessResult result = up("workers: 1", evidence, List.of())
                    .await(Duration.ofMinutes(1))
                    .endedWith(1);

            assertThat(result.err())
                    .contains("a container named swarmlab-faulty-worker01 that swarmlab did not make", "docker rm -f");
            assertThat(engine.containerId("swarmlab-faulty-worker01")).contains(id);
            assertThat(engine.resourcesOf(LAB)).isEmpty();
        } finally {
            engine.client().removeContainerCmd(id).exec();
        }
    }

    /** What there is when the user presses Ctrl-C. */
    static Stream<String> moments() {
        return Stream.of("network swarmlab-faulty", "container /swarmlab-faulty-worker01");
    }

    @ParameterizedTest
    @MethodSource("moments")
    void ctrl_c_removes_what_was_made(String thing, @TempDir Path evidence) {
        StartedProcess up = up("workers: 1", evidence, List.of());
        awaitThat(thing);

        up.interrupt();

        ProcessResult result = up.await(Duration.ofSeconds(60)).endedWith(130);
        assertThat(result.err()).contains("evidence is in ", "removed what this run had made", "swarmlab: stopped");
        assertThat(engine.allResources()).isEqualTo(before);
        DiagnosticsFolder.onlyOneIn(evidence);
    }

    @Test
    void a_node_that_is_killed_while_it_joins_is_named(@TempDir Path evidence) {
        StartedProcess up = up("workers: 1", evidence, List.of());
        awaitThat("container /swarmlab-faulty-worker01");
        Await.until("worker01 to run", Deadline.in(Duration.ofMinutes(1)), () -> {
            try {
                engine.client().killContainerCmd("swarmlab-faulty-worker01").exec();
                return Answer.ready();
            } catch (ConflictException notYet) {
                return Answer.notYet(String.valueOf(notYet.getMessage()));
            }
        });

        ProcessResult result = up.await(Duration.ofMinutes(2)).endedWith(1);

        assertThat(result.err()).contains("swarmlab: worker01 ", "137").contains("evidence is in ");
        assertThat(engine.allResources()).isEqualTo(before);
        assertThat(DiagnosticsFolder.onlyOneIn(evidence).resolve("worker01.state.txt"))
                .content()
                .contains("exit code 137");
    }

    @Test
    void a_run_that_fails_on_a_lab_that_is_there_removes_only_what_is_new(@TempDir Path evidence) {
        up("workers: 1", evidence, List.of()).await(Duration.ofMinutes(2)).succeeded();
        List<String> lab = new ArrayList<>(engine.allResources());

        up("workers: [{count: 1}, {count: 1, args: [--no-such-flag]}]", evidence, List.of())
                .await(Duration.ofMinutes(2))
                .endedWith(1);

        assertThat(engine.allResources()).isEqualTo(lab);
        DiagnosticsFolder.onlyOneIn(evidence);
    }

    private static StartedProcess up(String yaml, Path evidence, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("up", "-", "--diagnostics", evidence.toString()));
        arguments.addAll(options);
        return SwarmLabProcess.of(arguments.toArray(String[]::new))
                .reading("name: faulty\n" + yaml + "\n")
                .start();
    }

    private static void awaitThat(String thing) {
        Await.until(
                thing,
                Deadline.in(Duration.ofMinutes(2)),
                () -> Answer.readyIf(engine.resourcesOf(LAB).contains(thing), "not there yet"));
    }
}
