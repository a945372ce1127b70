package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ResetCommandTest {

    private final SampleLab lab = new SampleLab();
    private final CapturedConsole console = lab.console();

    @Test
    void a_dry_run_prints_a_table_of_the_differences() {
        assertThat(console.run("reset", "--dry-run")).isZero();

        assertThat(console.out()).startsWith("ACTION ").contains("remove    swarm      service    web_api");
    }

    @Test
    void the_differences_are_data_for_programs() throws Exception {
        assertThat(console.run("reset", "--dry-run", "-q", "-o", "json")).isZero();

        JsonNode report = new ObjectMapper().readTree(console.out());
        assertThat(report.path("lab").asText()).isEqualTo("lab");
        assertThat(report.path("changes").findValuesAsText("name")).contains("web_api", "ingress");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void a_quiet_dry_run_prints_nothing() {
        assertThat(console.run("reset", "--dry-run", "-q")).isZero();

        assertThat(console.out() + console.err()).isEmpty();
    }

    @Test
    void an_unknown_lab_is_an_error() {
        assertThat(console.run("reset", "other")).isEqualTo(ExitCode.FAILED.number());

        assertThat(console.err()).contains("there is no lab named other");
    }
}
