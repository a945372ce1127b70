package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code up} and {@code down} after an {@code up} that was killed with SIGKILL. */
class KilledUpIT {

    private static final String LAB = "killed";

    private final OuterEngine engine = OuterEngine.open();

    @AfterEach
    void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    /** The resource after whose creation it is killed: an early one, and one while nodes start and join. */
    @ParameterizedTest
    @ValueSource(strings = {"network swarmlab-killed", "container /swarmlab-killed-worker01"})
    void the_next_up_continues(String resource, @TempDir Path folder) throws IOException {
        Path file = killAfterCreationOf(resource, folder);

        swarmlab("up", file.toString()).succeeded();

        assertThat(engine.execute(
                                "swarmlab-killed-manager",
                                "docker",
                                "node",
                                "ls",
                                "--format",
                                "{{.Hostname}} {{.Status}}")
                        .lines())
                .containsExactlyInAnyOrder("manager Ready", "worker01 Ready");
    }

    @Test
    void down_removes_the_created_resources(@TempDir Path folder) throws IOException {
        killAfterCreationOf("container /swarmlab-killed-manager", folder);

        swarmlab("down", LAB).succeeded();

        assertThat(engine.resourcesOf(LAB)).isEmpty();
    }

    private Path killAfterCreationOf(String resource, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yml"), "name: killed\nworkers: 1\n");
        StartedProcess up = SwarmLabProcess.of("up", file.toString()).start();
        Await.until(
                resource,
                Deadline.in(Duration.ofMinutes(5)),
                () -> Answer.readyIf(engine.resourcesOf(LAB).contains(resource), "it does not exist yet"));
        up.kill();
        assertThat(up.await(Duration.ofSeconds(10)).exitCode()).isEqualTo(137);
        assertThat(engine.resourcesOf(LAB)).contains(resource);
        return file;
    }
}
