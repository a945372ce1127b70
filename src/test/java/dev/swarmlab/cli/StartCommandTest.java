package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands {@code stop} and {@code start}. */
class StartCommandTest {

    private final FakeEngine engine =
            new SampleLab().engine.withNetwork("swarmlab-lab", "10.9.0.0/24", Map.of(Labels.LAB, "lab"));
    private final CapturedConsole console = CapturedConsole.with(engine);

    @Test
    void stop_shows_its_progress_and_the_command_that_starts_the_lab_again() {
        assertThat(console.run("stop")).isZero();

        assertThat(console.err()).contains("stopped", "3 of 3", "Start it again with: swarmlab start lab");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void start_prints_the_status() {
        console.run("stop", "-q");
        CapturedConsole status = CapturedConsole.with(engine);

        assertThat(console.run("start")).isZero();
        status.run("status");

        assertThat(console.err()).contains("nodes", "3 of 3", "swarm ready", "3 nodes ready");
        assertThat(console.out()).contains("worker02").isEqualTo(status.out());
    }

    @Test
    void a_quiet_start_prints_only_the_data_that_is_asked_for() throws Exception {
        assertThat(console.run("start", "-q")).isZero();
        assertThat(console.out() + console.err()).isEmpty();

        assertThat(console.run("start", "-q", "-o", "json")).isZero();
        assertThat(new ObjectMapper().readTree(console.out()).path("name").asText())
                .isEqualTo("lab");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void json_lines_name_the_step_of_stop() {
        assertThat(console.run("stop", "--log-format", "json")).isZero();

        assertThat(console.err().lines()).isNotEmpty().allMatch(line -> line.contains("\"step\":\"stop\""));
    }

    @ParameterizedTest
    @CsvSource({"stop", "start"})
    void an_unknown_lab_is_an_error(String command) {
        assertThat(console.run(command, "other")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).isEqualTo("""
                swarmlab: there is no lab named other: there are lab
                List the labs with: swarmlab ls
                """);
    }
}
