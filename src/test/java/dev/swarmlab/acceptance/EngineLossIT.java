package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The private engine is killed with all its processes. */
class EngineLossIT {

    private static final String LAB = "engine-loss";

    @AfterEach
    void down() {
        swarmlab("down", LAB).succeeded();
    }

    @Test
    void up_restores_the_lab_after_the_engine_was_killed() {
        up().run().succeeded();
        List<String> before = containers();

        killTheEngine();
        up().run().succeeded();

        assertThat(containers()).hasSize(3).isEqualTo(before);
        assertThatTheSwarmIsReady();
    }

    @Test
    void an_up_whose_engine_is_killed_is_an_error_and_the_next_up_succeeds() {
        try (OuterEngine engine = OuterEngine.open()) {
            StartedProcess up = up().start();
            Await.until(
                    "a container",
                    Deadline.in(Duration.ofMinutes(2)),
                    () -> Answer.readyIf(
                            engine.resourcesOf(LAB).contains("container /swarmlab-engine-loss-worker01"), "none yet"));

            killTheEngine();

            ProcessResult result = up.await(Duration.ofSeconds(60)).endedWith(3);
            assertThat(result.err())
                    .contains("the engine does not answer any more")
                    .contains(
                            "when the engine answers again, repair the lab with swarmlab up",
                            "swarmlab down engine-loss");
        }

        up().run().succeeded();

        assertThatTheSwarmIsReady();
    }

    private static SwarmLabProcess up() {
        return SwarmLabProcess.of("up", "-").reading("name: engine-loss\nworkers: 1\n");
    }

    private static List<String> containers() {
        try (OuterEngine engine = OuterEngine.open()) {
            return engine.containerIds(LAB);
        }
    }

    private static void assertThatTheSwarmIsReady() {
        assertThat(swarmlab(
                                "exec",
                                "--name",
                                LAB,
                                "manager",
                                "--",
                                "docker",
                                "node",
                                "ls",
                                "--format",
                                "{{.Hostname}} {{.Status}}")
                        .succeeded()
                        .out()
                        .lines())
                .containsExactlyInAnyOrder("manager Ready", "worker01 Ready");
    }

    /** Kills all processes of the engine with SIGKILL. */
    private static void killTheEngine() {
        JsonNode status = swarmlab("engine", "status", "-o", "json").succeeded().json();
        ProcessHandle engine = ProcessHandle.of(status.path("pid").asLong()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(engine.descendants(), Stream.of(engine)).toList();
        assertThat(all).hasSizeGreaterThan(3);
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(
                "the end of the engine",
                Deadline.in(Duration.ofSeconds(20)),
                () -> Answer.readyIf(!engine.isAlive(), "it still runs"));
    }
}
