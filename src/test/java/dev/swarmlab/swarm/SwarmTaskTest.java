package dev.swarmlab.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwarmTaskTest {

    /** Parses JSON with single quotes instead of double quotes. */
    static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException exception) {
            throw new IllegalArgumentException(exception);
        }
    }

    private static SwarmTask task(String json) {
        return SwarmTask.of(parsed(json));
    }

    @Test
    void is_read_from_an_answer_of_a_daemon() {
        SwarmTask task = task("""
                {"ID": "0kzzo1i0y4jz6027t0k7aezc7", "CreatedAt": "2026-01-01T21:07:31.17Z", "Slot": 2,
                 "Spec": {"ContainerSpec": {"Image": "registry:5000/swarmlab/echo:1@sha256:11"}},
                 "ServiceID": "9mnpnzenvg8p8tdbtq4wvbkcz", "NodeID": "60gvrl6tm78dmak4yl7srz94v",
                 "Status": {"State": "failed", "Timestamp": "2026-01-01T21:08:02.5Z", "Err": "task: non-zero exit (7)",
                   "ContainerStatus": {"ContainerID": "e5d62702a1b4", "ExitCode": 7}},
                 "DesiredState": "shutdown", "JobIteration": {"Index": 3}}
                """);

        assertThat(task.id()).isEqualTo("0kzzo1i0y4jz6027t0k7aezc7");
        assertThat(task.service()).isEqualTo("9mnpnzenvg8p8tdbtq4wvbkcz");
        assertThat(task.node()).isEqualTo("60gvrl6tm78dmak4yl7srz94v");
        assertThat(task.slot()).isEqualTo(2);
        assertThat(task.place()).isEqualTo("2");
        assertThat(task.state()).isEqualTo(TaskState.of("failed"));
        assertThat(task.desired()).isEqualTo(TaskState.of("shutdown"));
        assertThat(task.error()).isEqualTo("task: non-zero exit (7)");
        assertThat(task.exitCode()).isEqualTo(7);
        assertThat(task.container()).isEqualTo("e5d62702a1b4");
        assertThat(task.imageName()).isEqualTo("registry:5000/swarmlab/echo:1");
        assertThat(task.createdAt()).isEqualTo(Instant.parse("2026-01-01T21:07:31.170Z"));
        assertThat(task.changedAt()).isEqualTo(Instant.parse("2026-01-01T21:08:02.500Z"));
        assertThat(task.iteration()).isEqualTo(3);
    }

    @Test
    void has_neither_node_nor_container_before_it_is_scheduled() {
        SwarmTask task = task("{'ID': 'x', 'Slot': 1, 'Status': {'State': 'pending'}, 'DesiredState': 'running'}");

        assertThat(task.node()).isEmpty();
        assertThat(task.container()).isEmpty();
        assertThat(task.error()).isEmpty();
        assertThat(task.hasEnded()).isFalse();
        assertThat(task.createdAt()).isEqualTo(Instant.EPOCH);
        assertThat(task.changedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void the_place_of_a_global_services_task_is_its_node() {
        assertThat(task("{'NodeID': 'n1'}").place()).isEqualTo("n1");
    }

    @ParameterizedTest
    @CsvSource({
        "pending, false, false",
        "preparing, false, false",
        "running, false, false",
        "complete, true, false",
        "shutdown, true, false",
        "failed, true, false",
        "rejected, true, true",
        "remove, true, false",
        "orphaned, true, false"
    })
    void its_state_tells_whether_it_has_ended(String state, boolean ended, boolean rejected) {
        SwarmTask task = task("{'Status': {'State': '" + state + "'}}");

        assertThat(task.hasEnded()).isEqualTo(ended);
        assertThat(task.isRejected()).isEqualTo(rejected);
    }

    @ParameterizedTest
    @CsvSource({
        "running, running, true",
        "running, complete, true", // a job's
        "running, shutdown, false",
        "running, remove, false",
        "starting, running, false",
        "complete, complete, false"
    })
    void it_runs_only_when_the_swarm_does_not_stop_it(String state, String desired, boolean running) {
        assertThat(task("{'Status': {'State': '" + state + "'}, 'DesiredState': '" + desired + "'}")
                        .isRunning())
                .isEqualTo(running);
    }
}
