package dev.swarmlab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabTestReportTest {

    private static final Duration UP = Duration.ofMillis(2640);
    private static final Duration DOWN = Duration.ofMillis(1210);

    private static CheckReport checks(Outcome... outcomes) {
        return new CheckReport(
                "lab",
                List.of(outcomes).stream()
                        .map(outcome -> new CheckResult("front door", outcome, "why", null, Duration.ZERO))
                        .toList());
    }

    private static LabTestResult labTest(
            String lab,
            @Nullable String failure,
            CheckReport checks,
            List<DrillResult> drills,
            @Nullable Duration up,
            @Nullable Duration down,
            int left) {
        return new LabTestResult(lab, false, up, failure, checks, new DrillReport(lab, drills), down, left);
    }

    private static LabTestResult passed(String lab) {
        return labTest(lab, null, checks(Outcome.PASSED), List.of(DrillReportTest.result("s", null)), UP, DOWN, 0);
    }

    @Test
    void the_table_has_a_line_for_each_lab() {
        assertThat(new LabTestReport(
                                List.of(passed("quickstart"), labTest("b", null, checks(), List.of(), UP, DOWN, 0)))
                        .table())
                .isEqualTo("""
                        LAB            UP      CHECKS      DRILLS     DOWN    LEFT
                        ✓ quickstart   2.6 s   1 passed    1 passed   1.2 s   nothing
                        ✓ b            2.6 s   no checks   none       1.2 s   nothing
                        """);
    }

    @Test
    void below_the_table_are_failures_and_then_unavailable_checks() {
        List<DrillResult> drills = List.of(
                DrillReportTest.result("the leader is lost", "leader does not run"),
                DrillReportTest.result("a worker is lost", null, Outcome.FAILED, Outcome.UNAVAILABLE));
        LabTestReport report = new LabTestReport(List.of(
                labTest("a", "no space left", checks(), List.of(), null, null, 0),
                labTest("b", null, checks(Outcome.FAILED, Outcome.UNAVAILABLE), drills, UP, null, 3)));

        assertThat(report.table()).isEqualTo("""
                LAB   UP       CHECKS                    DRILLS     DOWN     LEFT
                ✗ a   failed   no checks                 none       -        nothing
                ✗ b   2.6 s    1 failed, 1 unavailable   2 failed   failed   3

                Failed:
                ✗ a: no space left
                ✗ b, front door: why
                ✗ b, check: why
                ✗ b, the leader is lost: leader does not run

                Unavailable on this kernel:
                - b, front door: why
                """);
    }

    @Test
    void a_broken_lab_differs_from_a_failed_check() {
        LabTestResult wrong = labTest("a", null, checks(Outcome.FAILED), List.of(), UP, DOWN, 0);
        LabTestResult notUp = labTest("a", "no", checks(), List.of(), null, null, 0);
        LabTestResult left = labTest("a", null, checks(), List.of(), UP, DOWN, 1);
        LabTestResult drilled = labTest("a", null, checks(), List.of(DrillReportTest.result("s", "no")), UP, DOWN, 0);

        assertThat(List.of(wrong, notUp, left, drilled)).allMatch(LabTestResult::hasFailed);
        assertThat(passed("a").hasFailed()).isFalse();
        assertThat(List.of(notUp, left)).allMatch(LabTestResult::isBroken);
        assertThat(List.of(wrong, drilled, passed("a"))).noneMatch(LabTestResult::isBroken);
    }

    @Test
    void ci_servers_see_a_suite_for_each_lab() {
        LabTestReport report = new LabTestReport(List.of(
                passed("a"),
                labTest("b", "no space left", checks(), List.of(), null, null, 0),
                labTest("c", null, checks(), List.of(), UP, DOWN, 3),
                labTest("d", "it is locked", checks(), List.of(), UP, null, 3),
                labTest("e", "it does not start", checks(), List.of(), UP, DOWN, 0)));

        assertThat(report.junit().text())
                .contains(
                        "<testsuite name=\"a\" tests=\"4\" failures=\"0\"",
                        "<testcase classname=\"a\" name=\"up\" time=\"2.640\"></testcase>",
                        "<testcase classname=\"a\" name=\"front door\" ",
                        "<testcase classname=\"a\" name=\"s: actions\" ",
                        "<testcase classname=\"a\" name=\"down\" time=\"1.210\"></testcase>",
                        "<testsuite name=\"b\" tests=\"1\" failures=\"1\"",
                        "name=\"up\" time=\"0.000\"><failure message=\"no space left\">",
                        "name=\"down\" time=\"1.210\"><failure message=\"3 containers, networks or volumes were left\">",
                        "name=\"down\" time=\"0.000\"><failure message=\"it is locked\">",
                        "classname=\"e\" name=\"checks and scenarios\" time=\"0.000\">"
                                + "<failure message=\"it does not start\">",
                        "classname=\"e\" name=\"down\" time=\"1.210\"></testcase>");
    }

    @Test
    void json_has_durations_in_seconds() {
        LabTestReport.Data data = new LabTestReport(List.of(passed("a"))).data().get(0);

        assertThat(data.lab()).isEqualTo("a");
        assertThat(data.passed()).isTrue();
        assertThat(data.up()).isEqualTo(2.64);
        assertThat(data.down()).isEqualTo(1.21);
        assertThat(data.left()).isZero();
        assertThat(data.drills()).hasSize(1);
        assertThat(new LabTestReport(List.of(labTest("a", "no", checks(), List.of(), null, null, 0)))
                        .data()
                        .get(0)
                        .up())
                .isNull();
    }
}
