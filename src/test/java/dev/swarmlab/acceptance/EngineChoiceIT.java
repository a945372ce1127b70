package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.AnotherEngine;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** swarmlab uses an existing engine and does not start its private engine beside it. */
class EngineChoiceIT {

    private static final String LAB = "elsewhere";
    private static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");
    private static final Path PRIVATE_SOCKET = Path.of("/run/swarmlab/engine/docker.sock");

    private static AnotherEngine another;

    @BeforeAll
    static void start() throws IOException {
        swarmlab("engine", "stop").succeeded();
        another = AnotherEngine.start();
    }

    @AfterAll
    static void stop() {
        another.close();
    }

    @Test
    void uses_the_engine_in_docker_host() {
        try (OuterEngine engine = OuterEngine.at(java.net.URI.create(another.address()))) {
            up().with("DOCKER_HOST", another.address()).run().succeeded();

            assertThat(engine.containers(LAB)).hasSize(2);
            assertThatNoPrivateEngineRuns();

            SwarmLabProcess.of("down", LAB)
                    .with("DOCKER_HOST", another.address())
                    .run()
                    .succeeded();
            assertThat(engine.resourcesOf(LAB)).isEmpty();
        }
    }

    @Test
    void uses_the_engine_on_the_default_socket() throws IOException {
        Files.createSymbolicLink(DEFAULT_SOCKET, another.socket());
        try (OuterEngine engine = OuterEngine.at(java.net.URI.create(another.address()))) {
            ProcessResult up = up().run().succeeded();

            assertThat(up.err()).doesNotContain("private");
            assertThat(engine.containers(LAB)).hasSize(2);
            assertThat(swarmlab("status", "-o", "json")
                            .succeeded()
                            .json()
                            .path("engine")
                            .asText())
                    .isEqualTo("unix:///var/run/docker.sock");
            assertThatNoPrivateEngineRuns();

            swarmlab("down", LAB).succeeded();
            assertThat(engine.resourcesOf(LAB)).isEmpty();
        } finally {
            Files.delete(DEFAULT_SOCKET);
        }
    }

    @Test
    void a_named_engine_that_does_not_answer_is_an_error() {
        ProcessResult result =
                up().with("DOCKER_HOST", "unix:///tmp/nobody.sock").run().endedWith(3);

        assertThat(result.err()).contains("the Docker engine at unix:///tmp/nobody.sock (DOCKER_HOST) does not answer");
        assertThatNoPrivateEngineRuns();
    }

    @Test
    void starts_no_private_engine_with_engine_host() {
        ProcessResult result = SwarmLabProcess.of("up", "--engine", "host", "-")
                .reading("name: elsewhere\nworkers: 0\n")
                .run()
                .endedWith(3);

        assertThat(result.err()).contains("no Docker engine runs here");
        assertThatNoPrivateEngineRuns();
    }

    @Test
    void without_an_engine_there_are_no_labs() {
        assertThat(swarmlab("ls", "-o", "json").succeeded().json()).isEmpty();
        assertThat(swarmlab("down", LAB).succeeded().err()).contains("no engine runs");
        assertThatNoPrivateEngineRuns();
    }

    private static SwarmLabProcess up() {
        return SwarmLabProcess.of("up", "-").reading("name: elsewhere\nworkers: 0\n");
    }

    private static void assertThatNoPrivateEngineRuns() {
        assertThat(swarmlab("engine", "status").endedWith(3).out()).contains("stopped");
        assertThat(PRIVATE_SOCKET).doesNotExist();
    }
}
