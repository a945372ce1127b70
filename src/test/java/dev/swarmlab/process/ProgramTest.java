package dev.swarmlab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    private Path folder;

    @BeforeEach
    void in(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void writes_both_output_streams_to_the_log() {
        Program.of("sh", "-c", "echo out $WORD; echo err >&2")
                .with(Map.of("WORD", "word"))
                .run("talking", log(), Deadline.in(Duration.ofSeconds(10)));
        assertThat(log()).hasContent("out word\nerr");
    }

    @Test
    void a_failure_shows_only_the_last_lines() {
        Failure failure = failureOf("for i in 1 2 3 4 5 6 7 8 9; do echo $i; done; exit 3", Duration.ofSeconds(10));
        assertThat(failure.text()).isEqualTo("talking failed with status 3");
        assertThat(failure.reason()).isEqualTo("2\n3\n4\n5\n6\n7\n8\n9");
        assertThat(failure.advice()).contains(log().toString());
    }

    @Test
    void a_failure_without_output_says_so() {
        assertThat(failureOf("exit 3", Duration.ofSeconds(10)))
                .hasMessage("talking failed with status 3: it printed nothing");
    }

    @Test
    void a_failure_shows_output_that_is_not_utf_8() {
        assertThat(failureOf("printf 'caf\\351\\n'; exit 3", Duration.ofSeconds(10)))
                .hasMessage("talking failed with status 3: caf\uFFFD");
    }

    @Test
    void a_missing_program_is_named() {
        Failure failure = catchThrowableOfType(Failure.class, () -> Program.of("no-such-program")
                .run("talking", log(), Deadline.in(Duration.ofSeconds(10))));
        assertThat(failure.reason()).contains("no-such-program");
    }

    @Test
    void is_stopped_at_the_deadline() {
        Failure failure = failureOf("echo stuck; exec tail -f /dev/null", Duration.ofMillis(300));
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(failure.reason()).isEqualTo("stuck");
    }

    private Failure failureOf(String script, Duration time) {
        return catchThrowableOfType(
                Failure.class, () -> Program.of("sh", "-c", script).run("talking", log(), Deadline.in(time)));
    }

    private Path log() {
        return folder.resolve("log");
    }
}
