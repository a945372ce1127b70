package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.ServedEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --verbose}, {@code --log-format} and the options and variables for colours show on standard error. */
class VerbosityTest {

    private static final String GREEN = "\u001b[32m";
    private static final String CALL = "(?m)^  engine GET /containers/json 200 \\d+ ms$";

    private ServedEngine served;

    @BeforeEach
    void serve() throws IOException {
        served = new ServedEngine(new FakeLab("workers: 1").joined().engine);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("DOCKER_HOST", served.address());
        return environment;
    }

    private CapturedConsole console(String... nameAndValue) {
        Map<String, String> variables = nameAndValue.length == 0 ? Map.of() : Map.of(nameAndValue[0], nameAndValue[1]);
        return new CapturedConsole(environment(variables), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls -v", "ls --verbose", "-v ls", "stack ls -v", "down -v lab"})
    void verbose_shows_each_call_to_the_engine(String typed) {
        CapturedConsole console = console();

        console.run(typed.split(" "));

        assertThat(console.err()).containsPattern(CALL).doesNotContain("?", "filters");
    }

    @Test
    void verbose_can_be_set_by_a_variable() {
        CapturedConsole console = console("SWARMLAB_VERBOSE", "true");

        assertThat(console.run("ls")).isZero();
        assertThat(console.err()).containsPattern(CALL);
    }

    @Test
    void the_option_and_its_variable_together_are_no_contradiction() {
        CapturedConsole console = console("SWARMLAB_VERBOSE", "true");

        assertThat(console.run("ls", "-v")).isZero();
        assertThat(console.err()).containsPattern(CALL);
    }

    @Test
    void without_verbose_no_call_is_shown() {
        CapturedConsole console = console();

        assertThat(console.run("ls")).isZero();
        assertThat(console.err()).isEmpty();
    }

    @Test
    void json_lines_tell_time_lab_step_state_detail_and_duration() throws IOException {
        CapturedConsole console = console();

        assertThat(console.run("down", "lab", "--log-format", "json")).isZero();

        List<JsonNode> lines = lines(console.err());
        assertThat(lines)
                .extracting(line ->
                        line.path("step").asText() + " " + line.path("state").asText())
                .containsExactly("removal started", "removal progress", "removal done");
        assertThat(lines.get(1).path("lab").asText()).isEqualTo("lab");
        assertThat(lines.get(1).path("detail").asText()).contains("2 containers");
        assertThat(lines).allMatch(line -> line.path("time").asText().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"));
        assertThat(lines.get(2).path("durationMs").isInt()).isTrue();
    }

    @Test
    void json_lines_tell_calls_and_errors_too() throws IOException {
        CapturedConsole console = console();

        assertThat(console.run("status", "--name", "other", "-v", "--log-format=json"))
                .isEqualTo(1);

        List<JsonNode> lines = lines(console.err());
        assertThat(lines.get(0).path("state").asText()).isEqualTo("call");
        assertThat(lines.get(0).path("detail").asText()).startsWith("engine GET /");
        JsonNode last = lines.get(lines.size() - 1);
        assertThat(last.path("state").asText()).isEqualTo("error");
        assertThat(last.path("detail").asText()).contains("no lab named other");
        assertThat(last.path("advice").asText()).contains("swarmlab ls");
    }

    @Test
    void a_wrong_command_line_is_an_error_in_json_too() throws IOException {
        CapturedConsole console = console();

        assertThat(console.run("--log-format", "json", "ls", "--wrong")).isEqualTo(2);

        assertThat(lines(console.err()))
                .singleElement()
                .satisfies(line -> assertThat(line.path("detail").asText()).contains("--wrong"));
    }

    private static List<JsonNode> lines(String err) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : err.lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).allMatch(JsonNode::isObject);
        assertThat(lines).allSatisfy(line -> assertThat(
                        StreamSupport.stream(((Iterable<String>) line::fieldNames).spliterator(), false)
                                .toList())
                .startsWith("time"));
        return lines;
    }

    /** Whether standard error is a terminal, a variable, an option, and whether green is shown. */
    @ParameterizedTest
    @CsvSource({
        "true,  A=b,           '',           true",
        "true,  TERM=dumb,     '',           false",
        "true,  NO_COLOR=1,    '',           false",
        "true,  NO_COLOR=,     '',           true",
        "true,  A=b,           --no-color,   false",
        "true,  FORCE_COLOR=1, --no-color,   false",
        "false, A=b,           '',           false",
        "false, FORCE_COLOR=1, '',           true",
        "false, FORCE_COLOR=0, '',           false",
        "false, FORCE_COLOR=,  '',           false"
    })
    void colours_follow_the_terminal_the_variables_and_the_option(
            boolean terminal, String variable, String option, boolean green) {
        String[] nameAndValue = variable.split("=", 2);
        Map<String, String> environment = environment(Map.of(nameAndValue[0], nameAndValue[1]));
        CapturedConsole console =
                terminal ? CapturedConsole.onTerminal(environment, "") : new CapturedConsole(environment, "");

        assertThat(console.run(("down lab " + option).strip().split(" "))).isZero();

        assertThat(console.err().contains(GREEN)).isEqualTo(green);
        assertThat(console.err()).contains("lab, 2 containers");
    }

    @Test
    void no_color_wins_over_force_color() {
        CapturedConsole console = new CapturedConsole(environment(Map.of("NO_COLOR", "1", "FORCE_COLOR", "1")), "");

        assertThat(console.run("down", "lab")).isZero();
        assertThat(console.err()).doesNotContain("\u001b");
    }

    @Test
    void help_is_coloured_when_colours_are_forced() {
        CapturedConsole console = console("FORCE_COLOR", "1");

        assertThat(console.run("up", "--help")).isZero();
        assertThat(console.out()).contains("\u001b[");
    }
}
