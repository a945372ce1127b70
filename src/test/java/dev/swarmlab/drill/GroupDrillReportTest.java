package dev.swarmlab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupDrillReportTest {

    private static final GroupDrillReport REPORT = new GroupDrillReport(List.of(
            new DrillReport("web-ann", List.of(result("a leader is lost", null, Outcome.PASSED))),
            new DrillReport(
                    "web-bob",
                    List.of(
                            result("a leader is lost", null, Outcome.FAILED),
                            result("a disk is full", "`fill` failed", Outcome.PASSED)))));

    private static DrillResult result(String scenario, @Nullable String failure, Outcome outcome) {
        CheckResult check = new CheckResult("it answers", outcome, "why", null, Duration.ofMillis(100));
        return new DrillResult(scenario, List.of(), failure, List.of(check), Duration.ofSeconds(2));
    }

    @Test
    void the_table_has_a_line_for_each_lab_and_names_what_failed() {
        assertThat(REPORT.table()).isEqualTo("""
                LAB       SCENARIOS   FAILED
                web-ann   1 passed
                web-bob   2 failed    a leader is lost: it answers; a disk is full: `fill` failed
                """);
    }

    @Test
    void a_group_fails_if_a_lab_fails() {
        assertThat(REPORT.hasFailed()).isTrue();
        assertThat(new GroupDrillReport(REPORT.labs().subList(0, 1)).hasFailed())
                .isFalse();
    }

    @Test
    void data_and_junit_are_for_each_lab() {
        assertThat(REPORT.data()).extracting(GroupDrillReport.Data::lab).containsExactly("web-ann", "web-bob");
        assertThat(REPORT.data()).extracting(GroupDrillReport.Data::passed).containsExactly(true, false);
        assertThat(REPORT.junit().text())
                .contains("<testsuite name=\"web-ann\" tests=\"2\" failures=\"0\"")
                .contains("<testcase classname=\"web-bob\" name=\"a leader is lost: it answers\"");
    }
}
