package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeEngine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsCommandTest {

    private final FakeEngine engine = new SampleLab().engine;
    private final CapturedConsole console = CapturedConsole.with(engine);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logs worker01                              | follow=false, since=null, tail=null
            logs worker01 -f                           | follow=true, since=null, tail=null
            logs --follow -l lab worker01              | follow=true, since=null, tail=null
            logs worker01 --tail 5                     | follow=false, since=null, tail=5
            logs worker01 --since 2026-01-31T09:00:00Z | follow=false, since=2026-01-31T09:00:00Z, tail=null
            logs worker01 --since 2026-01-31T09:00:00+01:00 | follow=false, since=2026-01-31T08:00:00Z, tail=null
            """)
    void the_log_of_a_node_is_that_of_its_container(String typed, String selection) {
        engine.log("swarmlab-lab-worker01", "API listen on /var/run/docker.sock\n");

        assertThat(console.run(typed.split(" +"))).as(console.err()).isZero();

        assertThat(console.out()).isEqualTo("API listen on /var/run/docker.sock\n");
        assertThat(engine.hooks.calls("copyLogs"))
                .containsExactly("copyLogs swarmlab-lab-worker01 LogSelection[" + selection + "]");
    }

    @Test
    void a_duration_is_the_time_before_now() {
        Instant before = Instant.now();

        assertThat(new SinceConverter().convert("10m"))
                .isBetween(before.minus(Duration.ofMinutes(10)), Instant.now().minus(Duration.ofMinutes(10)));
    }

    @Test
    void a_node_that_does_not_run_has_a_log_too() {
        engine.end("swarmlab-lab-worker01", "Exited (1)", "no space left\n");

        assertThat(console.run("logs", "worker01")).isZero();
        assertThat(console.out()).isEqualTo("no space left\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            logs                         | 2 | Missing required parameter: 'NODE'
            logs worker03                | 1 | Did you mean worker01?
            logs worker01 --since monday | 2 | 'monday' is neither a duration such as 10m nor a time such as
            logs worker01 --since 2026-01-31T09:00 | 2 | is neither a duration
            """)
    void what_is_wrong_is_explained(String typed, int exitCode, String message) {
        assertThat(console.run(typed.split(" +"))).isEqualTo(exitCode);
        assertThat(console.err()).contains(message);
        assertThat(console.out()).isEmpty();
    }
}
