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

/** Which lab file may change a lab, what belongs to a lab, and commands that change it at the same time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnershipIT {

    private static final String LAB = "owned";
    private static final String WORKER = "swarmlab-owned-worker01";
    private static final String COPY = "swarmlab-test-copy-of-a-node";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path folder = Path.of("");

    private static OuterEngine engine;
    private static Path file;

    @BeforeAll
    static void up() throws IOException {
        engine = OuterEngine.open();
        file = write("lab.yml", "workers: 1\nchecks: [{name: of the first file, run: 'true'}]");
        swarmlab("up", file.toString()).succeeded();
    }

    @AfterAll
    static void down() {
        swarmlab("down", LAB).succeeded();
        engine.client()
                .removeContainerCmd(COPY)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
        engine.client().removeImageCmd(COPY).withForce(true).exec();
        engine.close();
    }

    private static Path write(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), "name: owned\n" + yaml + "\n");
    }

    @Order(0)
    @Test
    void the_file_of_a_lab_stands_for_its_name() throws IOException {
        assertThat(swarmlab("status", file.toString()).succeeded().out()).contains("manager", "worker01");
        assertThat(swarmlab("exec", "--lab", file.toString(), "worker01", "--", "hostname")
                        .succeeded()
                        .out())
                .isEqualTo("worker01\n");
        Path other = write("another.yml", "workers: 0");
        assertThat(swarmlab("status", other.toString()).endedWith(1).err())
                .contains("you have created no lab here from " + other, "there are ");
        assertThat(swarmlab("down", other.toString()).succeeded().err()).contains("no lab here from " + other);
    }

    @Order(1)
    @Test
    void another_file_with_the_same_lab_name_is_refused() throws IOException {
        Path other = write("other.yml", "workers: 0");
        List<String> before = engine.containerIds(LAB);

        ProcessResult refused = swarmlab("up", other.toString()).endedWith(1);

        assertThat(refused.err())
                .contains("the lab owned was created from another file: " + file.toRealPath() + " of ")
                .contains("this file is " + other.toRealPath() + " of ", "swarmlab up --adopt");
        assertThat(engine.containerIds(LAB)).isEqualTo(before);
    }

    @Order(2)
    @Test
    void check_runs_the_checks_of_the_lab_file_of_the_last_up() throws IOException {
        assertThat(swarmlab("check", LAB).succeeded().out()).contains("of the first file");
        Path second = write("second.yml", "workers: 1\nchecks: [{name: of the second file, run: 'false', within: 1s}]");

        swarmlab("up", "--adopt", second.toString()).succeeded();

        assertThat(swarmlab("check", LAB).endedWith(5).out())
                .contains("of the second file")
                .doesNotContain("of the first file");
        swarmlab("up", "--adopt", file.toString()).succeeded();
    }

    @Order(3)
    @Test
    void a_missing_image_is_an_error_before_anything_changes() throws IOException {
        List<String> before = engine.containerIds(LAB);
        write("lab.yml", "workers: [{count: 1, image: 'no-such/image:none'}]");

        ProcessResult failed = swarmlab("up", file.toString()).endedWith(1);

        assertThat(failed.err()).contains("can't get the image no-such/image:none");
        assertThat(engine.containerIds(LAB)).isEqualTo(before);
        assertThat(engine.execute(
                                "swarmlab-owned-manager",
                                "docker",
                                "node",
                                "ls",
                                "--format",
                                "{{.Hostname}} {{.Status}}")
                        .lines())
                .containsExactlyInAnyOrder("manager Ready", "worker01 Ready");
    }

    @Order(4)
    @Test
    void a_second_up_waits_for_the_first() throws IOException {
        write("lab.yml", "workers: 2");
        StartedProcess first = SwarmLabProcess.of("up", file.toString()).start();
        Await.until(
                "the first to hold the lock",
                Deadline.in(PATIENCE),
                () -> Answer.readyIf(holdsLock(), "there is no lock yet"));
        StartedProcess second = SwarmLabProcess.of("up", file.toString()).start();

        first.await(PATIENCE).succeeded();
        ProcessResult waited = second.await(PATIENCE).succeeded();

        assertThat(waited.err()).contains("waiting for `swarmlab up " + file.toRealPath() + "` of ");
        assertThat(engine.containerIds(LAB)).hasSize(4);
        assertThat(holdsLock()).isFalse();
    }

    private static boolean holdsLock() {
        return engine.resourcesOf(LAB).stream().anyMatch(name -> name.startsWith("volume swarmlab-owned-lock-"));
    }

    @Order(5)
    @Test
    void a_container_of_an_image_committed_from_a_node_is_no_node() {
        String worker = engine.containerId(WORKER).orElseThrow();
        engine.client()
                .commitCmd(worker)
                .withPause(false)
                .withRepository(COPY)
                .withTag("latest")
                .exec();
        engine.client().createContainerCmd(COPY).withName(COPY).exec();

        JsonNode labs = swarmlab("ls", "-o", "json").succeeded().json();
        swarmlab("up", file.toString()).succeeded();

        assertThat(labs.findValues("nodes")).extracting(JsonNode::asInt).containsExactly(3);
        assertThat(engine.containerId(COPY)).isPresent();
    }

    @Order(6)
    @Test
    void down_waits_for_an_up_and_removes_only_the_lab() throws IOException {
        write("lab.yml", "workers: 3");
        StartedProcess up = SwarmLabProcess.of("up", file.toString()).start();
        Await.until(
                "up to hold the lock",
                Deadline.in(PATIENCE),
                () -> Answer.readyIf(holdsLock(), "there is no lock yet"));

        swarmlab("down", file.toString()).succeeded();

        up.await(PATIENCE).succeeded();
        assertThat(engine.resourcesOf(LAB)).containsExactly("container /" + COPY);
    }
}
