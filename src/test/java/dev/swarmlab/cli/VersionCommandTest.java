package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionCommandTest {

    private final FakeEngine engine = new FakeEngine();
    private final CapturedConsole console = CapturedConsole.with(engine);

    @Test
    void shows_the_versions_of_all_components() {
        assertThat(console.run("version")).isZero();

        assertThat(console.out()).isEqualTo("""
                        COMPONENT    VERSION
                        swarmlab     from its checkout
                        Java         %s
                        engine       26.1.5
                        engine API   1.45

                        engine    fake://engine
                        """.formatted(Runtime.version()));
        assertThat(engine.hooks.calls("close")).hasSize(1);
    }

    @Test
    void reports_the_same_in_json() throws Exception {
        assertThat(console.run("version", "-o", "json")).isZero();

        JsonNode version = new ObjectMapper().readTree(console.out());
        assertThat(version.path("swarmlab").asText()).isEqualTo("from its checkout");
        assertThat(version.path("java").asText()).isEqualTo(Runtime.version().toString());
        assertThat(version.at("/engine/address").asText()).isEqualTo("fake://engine");
        assertThat(version.at("/engine/version").asText()).isEqualTo("26.1.5");
        assertThat(version.at("/engine/apiVersion").asText()).isEqualTo("1.45");
        assertThat(version.path("engineError").isNull()).isTrue();
    }

    @Test
    void works_where_no_engine_answers() throws Exception {
        CapturedConsole without = new CapturedConsole(Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"), "");

        assertThat(without.run("version", "-o", "json")).isZero();

        JsonNode version = new ObjectMapper().readTree(without.out());
        assertThat(version.path("java").asText()).isNotEmpty();
        assertThat(version.path("engine").isNull()).isTrue();
        assertThat(version.path("engineError").asText())
                .contains("unix:///nowhere/docker.sock (DOCKER_HOST) does not answer");
        assertThat(without.err()).isEmpty();
    }

    @Test
    void shows_why_there_is_no_engine_version() {
        engine.hooks.failing("version", () -> new EngineException(500, "out of order"));

        assertThat(console.run("version")).isZero();
        assertThat(console.out()).contains("engine       -\n").endsWith("No engine answers: out of order\n");
    }

    @Test
    void an_address_that_is_none_does_not_stop_it() {
        CapturedConsole wrong = new CapturedConsole(Map.of("DOCKER_HOST", "ftp://host"), "");

        assertThat(wrong.run("version")).isZero();
        assertThat(wrong.out()).contains("swarmlab", "No engine answers: DOCKER_HOST is not an engine's address");
    }
}
