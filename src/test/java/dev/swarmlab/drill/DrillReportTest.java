package dev.swarmlab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillReportTest {

    static DrillResult result(String scenario, @Nullable String failure, Outcome... outcomes) {
        return new DrillResult(
                scenario,
                List.of(new DrillEvent(Duration.ofMillis(1500), DrillEvent.Kind.ACTION, "kill leader")),
                failure,
                List.of(outcomes).stream()
                        .map(outcome -> new CheckResult("check", outcome, "why", null, Duration.ZERO))
                        .toList(),
                Duration.ofMillis(2500));
    }

    @ParameterizedTest
    @CsvSource({
        "ACTION, '   12.3 s  ▶ it'",
        "CHANGE, '   12.3 s    it'",
        "PASSED, '   12.3 s  ✓ it'",
        "FAILED, '   12.3 s  ✗ it'"
    })
    void an_event_is_a_line(DrillEvent.Kind kind, String line) {
        assertThat(DrillReport.line(new DrillEvent(Duration.ofMillis(12340), kind, "it")))
                .isEqualTo(line);
    }

    @Test
    void the_summary_counts_results() {
        DrillResult good = result("a", null, Outcome.PASSED, Outcome.UNAVAILABLE);
        DrillResult broken = result("b", "no");
        DrillResult wrong = result("c", null, Outcome.PASSED, Outcome.FAILED);

        assertThat(new DrillReport("lab", List.of()).summary()).isEqualTo("none");
        assertThat(new DrillReport("lab", List.of(good)).summary()).isEqualTo("1 passed");
        assertThat(new DrillReport("lab", List.of(broken, wrong)).summary()).isEqualTo("2 failed");
        assertThat(new DrillReport("lab", List.of(good, broken, good)).summary())
                .isEqualTo("2 passed, 1 failed");
        assertThat(new DrillReport("lab", List.of(good)).hasFailed()).isFalse();
        assertThat(new DrillReport("lab", List.of(good, wrong)).hasFailed()).isTrue();
        assertThat(new DrillReport("lab", List.of(good, broken)).hasFailed()).isTrue();
    }

    @Test
    void ci_servers_see_a_suite_for_each_scenario() {
        DrillReport report = new DrillReport(
                "lab", List.of(result("a", null, Outcome.PASSED, Outcome.FAILED), result("b", "leader does not run")));

        assertThat(report.junit().text())
                .contains(
                        "<testsuites name=\"lab\">",
                        "<testsuite name=\"a\" tests=\"3\" failures=\"1\"",
                        "<testcase classname=\"a\" name=\"actions\" time=\"2.500\"></testcase>",
                        "<failure message=\"why\">",
                        "<testsuite name=\"b\" tests=\"1\" failures=\"1\"",
                        "<failure message=\"leader does not run\">");
    }

    @Test
    void json_has_the_whole_timeline() {
        DrillReport.Data data =
                new DrillReport("lab", List.of(result("a", "no"))).data().get(0);

        assertThat(data.scenario()).isEqualTo("a");
        assertThat(data.passed()).isFalse();
        assertThat(data.failure()).isEqualTo("no");
        assertThat(data.seconds()).isEqualTo(2.5);
        assertThat(data.timeline()).containsExactly(new DrillReport.Entry(1.5, "action", "kill leader"));
        assertThat(data.checks().checks()).isEmpty();
    }
}
