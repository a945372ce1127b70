package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.StartedProcess;
import dev.swarmlab.support.SwarmLabProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two labs of one lab file under two names, created at the same time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OneFileTwoLabsIT {

    private static final String FILE = "labs/minimal.yml";
    private static final String ANN = "minimal-ann";
    private static final String BOB = "minimal-bob";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static OuterEngine engine;

    @BeforeAll
    static void up() {
        engine = OuterEngine.open();
        StartedProcess ann = start(ANN, 5001, 8001);
        StartedProcess bob = start(BOB, 5002, 8002);
        ProcessResult first = ann.await(PATIENCE);
        ProcessResult second = bob.await(PATIENCE);
        first.succeeded();
        second.succeeded();
    }

    private static StartedProcess start(String lab, int registry, int port) {
        return SwarmLabProcess.of(up(lab, registry, port)).start();
    }

    /** The ports of the file can be used by one lab only. */
    private static String[] up(String lab, int registry, int port) {
        return new String[] {
            "up", FILE, "--name", lab, "--set", "registry.port=" + registry, "--set", "ports=[\"" + port + ":80\"]"
        };
    }

    @AfterAll
    static void down() {
        swarmlab("down", ANN, BOB);
        engine.close();
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(strings = {ANN, BOB})
    void the_checks_of_the_file_pass_in_each_lab(String lab) {
        assertThat(swarmlab("check", lab).succeeded().out()).contains("the worker has the same image");
    }

    @Order(1)
    @Test
    void each_lab_has_its_own_values() {
        assertThat(swarmlab("status", ANN).succeeded().out())
                .contains("localhost:5001", "127.0.0.1:8001 -> manager:80");
        assertThat(swarmlab("status", BOB).succeeded().out())
                .contains("localhost:5002", "127.0.0.1:8002 -> manager:80");
    }

    @Order(2)
    @Test
    void a_second_up_with_the_same_options_keeps_the_containers() {
        List<String> before = engine.containerIds(ANN);

        swarmlab(up(ANN, 5001, 8001)).succeeded();

        assertThat(before).hasSize(3);
        assertThat(engine.containerIds(ANN)).isEqualTo(before);
    }

    @Order(3)
    @Test
    void down_leaves_nothing() {
        List<String> bob = engine.containerIds(BOB);

        swarmlab("down", ANN).succeeded();

        assertThat(engine.resourcesOf(ANN)).isEmpty();
        assertThat(engine.containerIds(BOB)).hasSize(3).isEqualTo(bob);
        swarmlab("down", BOB).succeeded();
        assertThat(engine.resourcesOf(BOB)).isEmpty();
    }
}
