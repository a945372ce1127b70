package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two labs on one engine, created at the same time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoLabsIT {

    private static OuterEngine engine;

    @BeforeAll
    static void up(@TempDir Path folder) throws IOException {
        engine = OuterEngine.open();
        StartedProcess first = start(folder, "first-lab");
        StartedProcess second = start(folder, "second-lab");
        ProcessResult one = first.await(Duration.ofMinutes(5));
        ProcessResult other = second.await(Duration.ofMinutes(5));
        one.succeeded();
        other.succeeded();
    }

    private static StartedProcess start(Path folder, String lab) throws IOException {
        Path file = Files.writeString(folder.resolve(lab + ".yml"), "name: " + lab + "\nworkers: 1\n");
        return SwarmLabProcess.of("up", file.toString()).start();
    }

    @AfterAll
    static void down() {
        swarmlab("down", "first-lab", "second-lab").succeeded();
        engine.close();
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(strings = {"first-lab", "second-lab"})
    void each_lab_has_its_own_swarm(String lab) {
        String nodes = swarmlab(
                        "exec",
                        "--name",
                        lab,
                        "manager",
                        "--",
                        "docker",
                        "node",
                        "ls",
                        "--format",
                        "{{.Hostname}} {{.Status}}")
                .succeeded()
                .out();

        assertThat(nodes.lines()).containsExactlyInAnyOrder("manager Ready", "worker01 Ready");
    }

    @Order(1)
    @Test
    void ls_shows_both_labs() {
        assertThat(running()).contains("first-lab: 2", "second-lab: 2");
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(strings = {"exec manager -- true", "status", "down"})
    void a_command_for_one_lab_requires_its_name(String command) {
        ProcessResult result = swarmlab(command.split(" ")).endedWith(2);

        assertThat(result.err())
                .contains("there are several labs: ", "first-lab, second-lab")
                .containsPattern("Say which: swarmlab \\w+ (--lab )?\\S+");
        assertThat(engine.containers("first-lab")).hasSize(3);
    }

    @Order(1)
    @Test
    void an_unknown_lab_is_an_error() {
        ProcessResult result =
                swarmlab("exec", "--name", "third-lab", "manager", "--", "true").endedWith(1);

        assertThat(result.err()).contains("there is no lab named third-lab", "first-lab, second-lab");
    }

    @Order(2)
    @Test
    void down_of_one_lab_keeps_the_other() {
        List<String> before = engine.containerIds("second-lab");

        swarmlab("down", "first-lab").succeeded();

        assertThat(engine.resourcesOf("first-lab")).isEmpty();
        assertThat(engine.containerIds("second-lab")).hasSize(3).isEqualTo(before);
        assertThat(running()).contains("second-lab: 2").doesNotContain("first-lab: 2");
    }

    private static List<String> running() {
        JsonNode labs = swarmlab("ls", "-o", "json").succeeded().json();
        return labs.findParents("name").stream()
                .map(lab ->
                        lab.path("name").asText() + ": " + lab.path("running").asInt())
                .toList();
    }
}
