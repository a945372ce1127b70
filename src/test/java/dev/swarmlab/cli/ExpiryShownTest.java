package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.engine.Labels;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ls} and {@code status} of labs that expire. */
class ExpiryShownTest {

    private static Instant after(String time) {
        return Instant.now().plus(Duration.parse(time)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static CapturedConsole labThatExpires(Instant time) {
        SampleLab lab = new SampleLab().beside("other");
        lab.engine.withVolume(
                "swarmlab-lab-file-2",
                Map.of(
                        Labels.LAB,
                        "lab",
                        Labels.REVISION,
                        "2",
                        Labels.FILE,
                        "lab.yml",
                        Labels.LAB_FILE_TEXT,
                        SampleLab.FILE,
                        Labels.EXPIRES,
                        time.toString()));
        return lab.console();
    }

    @ParameterizedTest
    @CsvSource({"PT2H1M, in 2h", "-PT5M1S, expired 5m ago"})
    void a_table_of_labs_has_the_relative_time(String time, String shown) {
        CapturedConsole console = labThatExpires(after(time));

        assertThat(console.run("ls")).isZero();

        assertThat(console.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly("LAB|NODES|REGISTRY|EXPIRES|FILE", "lab|3/3|" + shown + "|lab.yml", "other|0/0");
    }

    @Test
    void a_table_of_labs_that_do_not_expire_has_no_column_for_it() {
        CapturedConsole console = new SampleLab().console();

        assertThat(console.run("ls")).isZero();

        assertThat(console.out()).doesNotContain("EXPIRES");
    }

    @ParameterizedTest
    @CsvSource({"ls, PT2H, false", "ls, -PT5M, true", "status lab, PT2H, false", "status lab, -PT5M, true"})
    void json_has_the_time_in_iso_8601(String typed, String time, boolean expired) throws IOException {
        Instant at = after(time);
        CapturedConsole console = labThatExpires(at);

        assertThat(console.run((typed + " -o json").split(" "))).isZero();

        JsonNode data = new ObjectMapper().readTree(console.out());
        JsonNode lab = data.isArray() ? data.get(0) : data;
        assertThat(lab.path("expires").asText()).isEqualTo(at.toString());
        assertThat(lab.path("expired").asBoolean(!expired)).isEqualTo(expired);
        assertThat(
                        data.isArray()
                                ? data.get(1).has("expires")
                                : data.path("notices").has("expires"))
                .isFalse();
    }

    @Test
    void status_shows_both_and_what_removes_an_expired_lab() {
        Instant at = after("-PT5M1S");
        CapturedConsole console = labThatExpires(at);

        assertThat(console.run("status", "lab")).isZero();

        assertThat(console.out()).contains("expires   expired 5m ago (" + at + "); remove it with: swarmlab prune\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            soon | 'soon' is not a duration; write it like 90s, 5m or 1h30m; a number without a unit is seconds
            0s   | '0s' is too short; the shortest duration is 1s
            """)
    void a_time_to_live_is_a_duration_or_none(String typed, String message) {
        CapturedConsole console = new SampleLab().console();

        assertThat(console.run("up", "lab.yml", "--ttl", typed)).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains("Invalid value for option '--ttl'", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            self       | 'self' is not a process id, as in 4711 or $PPID
            0          | '0' is not a process id, as in 4711 or $PPID
            4194305    | no process with the id 4194305 runs on this host
            """)
    void the_process_of_a_lab_must_run(String typed, String message) {
        CapturedConsole console = new SampleLab().console();

        assertThat(console.run("up", "lab.yml", "--process", typed)).isEqualTo(ExitCode.WRONG_INPUT.number());
        assertThat(console.err()).contains("Invalid value for option '--process'", message);
    }
}
