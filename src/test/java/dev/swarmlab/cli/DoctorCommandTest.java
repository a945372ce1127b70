package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @Test
    void fails_where_the_engine_that_was_named_does_not_answer(@TempDir Path folder) {
        CapturedConsole console = withoutEngine(folder);

        int exitCode = console.run("doctor");

        assertThat(exitCode).isEqualTo(3);
        assertThat(console.out())
                .contains("engine   failed   the Docker engine at unix://" + folder)
                .contains("(DOCKER_HOST) does not answer")
                .contains("Start Docker, or name an engine with DOCKER_HOST.")
                .endsWith("No lab can work here: 1 check failed.\n")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void reports_the_same_in_json(@TempDir Path folder) throws IOException {
        CapturedConsole console = withoutEngine(folder);

        int exitCode = console.run("doctor", "-o", "json");

        JsonNode report = new ObjectMapper().readTree(console.out());
        assertThat(exitCode).isEqualTo(3);
        assertThat(report.path("usable").asBoolean(true)).isFalse();
        assertThat(report.at("/checks/0/id").asText()).isEqualTo("engine");
        assertThat(report.at("/checks/0/result").asText()).isEqualTo("failed");
        assertThat(report.at("/checks/0/fix").asText()).contains("DOCKER_HOST");
    }

    @Test
    void reads_the_lab_file_before_it_connects_to_the_engine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yml"), "name: lab\nmanagers: 2\n");
        CapturedConsole console = withoutEngine(folder);

        int exitCode = console.run("doctor", file.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .contains(file + ":2:11: ", "must be an odd number")
                .doesNotContain("does not answer");
    }

    private static CapturedConsole withoutEngine(Path folder) {
        return new CapturedConsole(Map.of("DOCKER_HOST", "unix://" + folder.resolve("docker.sock")), "");
    }
}
