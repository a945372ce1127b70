package dev.swarmlab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.check.GroupCheckReport.OfLab;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupCheckReportTest {

    private static final GroupCheckReport REPORT = new GroupCheckReport(List.of(
            new OfLab("Ann", report("web-ann", Outcome.PASSED, Outcome.UNAVAILABLE, Outcome.PASSED)),
            new OfLab(null, report("other", Outcome.FAILED, Outcome.PASSED, Outcome.FAILED))));

    private static CheckReport report(String lab, Outcome first, Outcome second, Outcome third) {
        List<Outcome> outcomes = List.of(first, second, third);
        return new CheckReport(
                lab,
                Stream.of(0, 1, 2)
                        .map(index -> new CheckResult(
                                "check " + index, outcomes.get(index), "why " + index, null, Duration.ofMillis(100)))
                        .toList());
    }

    @Test
    void the_table_has_a_line_for_each_lab_and_names_what_failed() {
        assertThat(REPORT.table()).isEqualTo("""
                LAB       STUDENT   PASSED   FAILED CHECKS
                web-ann   Ann       2 of 2
                other               1 of 3   check 0; check 2

                1 of 2 labs pass all checks
                """);
    }

    @Test
    void a_group_fails_if_a_lab_fails() {
        assertThat(REPORT.hasFailed()).isTrue();
        assertThat(new GroupCheckReport(REPORT.labs().subList(0, 1)).hasFailed())
                .isFalse();
    }

    @Test
    void data_and_lines_and_junit_are_for_each_lab() {
        assertThat(REPORT.data()).extracting(GroupCheckReport.Data::lab).containsExactly("web-ann", "other");
        assertThat(REPORT.data()).extracting(GroupCheckReport.Data::failed).containsExactly(0L, 2L);
        assertThat(REPORT.lines())
                .containsEntry("web-ann", "web-ann: 2 of 2")
                .containsEntry("other", "other: 1 of 3, failed: check 0; check 2");
        assertThat(REPORT.junit().text())
                .contains("<testsuite name=\"web-ann\" tests=\"3\" failures=\"0\" errors=\"0\" skipped=\"1\">")
                .contains("<testsuite name=\"other\" tests=\"3\" failures=\"2\"");
    }
}
