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

/** An {@code up} that had no chance to clean up after itself is no dead end. */
class KilledUpIT {

    private static final String LAB = "killed";

    private final OuterEngine engine = OuterEngine.open();

    @AfterEach
    void down() {
        swarmlab("down", LAB).succeeded();
        engine.close();
    }

    /** The thing at whose appearance it is killed: early, and in the middle of booting and joining. */
    @ParameterizedTest
    @ValueSource(strings = {"network swarmlab-killed", "container /swarmlab-killed-worker01"})
    void the_next_up_picks_up_what_it_left(String thing, @TempDir Path folder) throws IOException {
        Path file = killedWhenThereIs(thing, folder);

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
    void down_removes_what_it_left(@TempDir Path folder) throws IOException {
        killedWhenThereIs("container /swarmlab-killed-manager", folder);

        swarmlab("down", LAB).succeeded();

        assertThat(engine.resourcesOf(LAB)).isEmpty();
    }

    private Path killedWhenThereIs(String thing, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yml"), "name: killed\nworkers: 1\n");
        StartedProcess up = SwarmLabProcess.of("up", file.toString()).start();
        Await.until(
                thing,
                Deadline.in(Duration.ofMinutes(5)),
                () -> Answer.readyIf(engine.resourcesOf(LAB).contains(thing), "not there yet"));
        up.kill();
        assertThat(up.await(Duration.ofSeconds(10)).exitCode()).isEqualTo(137);
        assertThat(engine.resourcesOf(LAB)).contains(thing);
        return file;
    }
}
