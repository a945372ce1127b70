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

/** The private engine can be lost at any moment, with everything in it. */
class EngineLossIT {

    private static final String LAB = "bereft";

    @AfterEach
    void down() {
        swarmlab("down", LAB).succeeded();
    }

    @Test
    void up_after_the_loss_of_the_engine_brings_the_lab_back() {
        up().run().succeeded();
        List<String> before = containers();

        killTheEngine();
        up().run().succeeded();

        assertThat(containers()).hasSize(3).isEqualTo(before);
        assertThatTheSwarmIsReady();
    }

    @Test
    void an_up_that_loses_its_engine_says_so_and_the_next_works() {
        try (OuterEngine engine = OuterEngine.open()) {
            StartedProcess up = up().start();
            Await.until(
                    "a container",
                    Deadline.in(Duration.ofMinutes(2)),
                    () -> Answer.readyIf(
                            engine.resourcesOf(LAB).contains("container /swarmlab-bereft-worker01"), "none yet"));

            killTheEngine();

            ProcessResult result = up.await(Duration.ofSeconds(60)).endedWith(3);
            assertThat(result.err())
                    .contains("the engine does not answer any more")
                    .contains("when the engine is back: swarmlab down bereft");
        }

        up().run().succeeded();

        assertThatTheSwarmIsReady();
    }

    private static SwarmLabProcess up() {
        return SwarmLabProcess.of("up", "-").reading("name: bereft\nworkers: 1\n");
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

    /** All of it at once, without a word of warning. */
    private static void killTheEngine() {
        JsonNode status = swarmlab("engine", "status", "-o", "json").succeeded().json();
        ProcessHandle engine = ProcessHandle.of(status.path("pid").asLong()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(engine.descendants(), Stream.of(engine)).toList();
        assertThat(all).hasSizeGreaterThan(3);
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(
                "its end", Deadline.in(Duration.ofSeconds(20)), () -> Answer.readyIf(!engine.isAlive(), "it lives"));
    }
}
