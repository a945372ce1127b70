package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.report.Output;
import dev.swarmlab.report.OutputFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoctorReportTest {

    private static final Finding GOOD = Finding.ok("version", "26.1.5");
    private static final Finding RISK = Finding.warning("ip_vs", "none", "No mesh.", "Avoid it.\nOr: modprobe ip_vs");

    @Test
    void explains_only_warnings_and_failures() {
        assertThat(report(RISK, GOOD).table()).isEqualTo("""
                        CHECK     RESULT    FOUND
                        ip_vs     warning   none
                            No mesh.
                            Avoid it.
                            Or: modprobe ip_vs
                        version   ok        26.1.5

                        A lab of 4 nodes can work here, with 1 warning.
                        """);
    }

    @Test
    void breaks_long_explanations_into_lines() {
        Finding wordy = Finding.failed("vxlan", "none", "word ".repeat(30).strip(), "Fix it.");

        assertThat(report(wordy).table().lines())
                .contains(
                        "    " + "word ".repeat(19).strip(),
                        "    " + "word ".repeat(11).strip(),
                        "    Fix it.");
    }

    static Stream<Arguments> conclusions() {
        Finding unknown = Finding.unknown("disk", "", "", "");
        Finding noVxlan = Finding.failed("vxlan", "", "", "");
        Finding busyPort = Finding.failedForLab("ports", "", "", "");
        return Stream.of(
                arguments(List.of(GOOD, unknown), true, "The lab shop can work here."),
                arguments(List.of(RISK, GOOD, unknown, RISK), true, "The lab shop can work here, with 2 warnings."),
                arguments(List.of(GOOD, noVxlan), false, "No lab can work here: 1 check failed."),
                arguments(List.of(busyPort, noVxlan), false, "No lab can work here: 2 checks failed."),
                arguments(
                        List.of(RISK, busyPort),
                        false,
                        "The lab shop can't work here: 1 check failed. Another lab may work."));
    }

    @ParameterizedTest
    @MethodSource("conclusions")
    void concludes_whether_the_lab_or_any_lab_can_work(List<Finding> findings, boolean usable, String conclusion) {
        Requirements shop = new Requirements("shop", 2, List.of(), 0, BigDecimal.ZERO, List.of());

        DoctorReport report = DoctorReport.of(shop, findings);

        assertThat(report.usable()).isEqualTo(usable);
        assertThat(report.table()).endsWith("\n\n" + conclusion + "\n");
    }

    @Test
    void json_has_the_documented_keys() {
        String json = Output.of(OutputFormat.JSON, report(Finding.failedForLab("ports", "a", "b", "c")), () -> "");

        assertThat(json.replaceAll("\\s", ""))
                .isEqualTo("{\"usable\":false,\"checks\":[{\"id\":\"ports\",\"result\":\"failed\",\"found\":\"a\","
                        + "\"meaning\":\"b\",\"fix\":\"c\"}]}");
    }

    private static DoctorReport report(Finding... findings) {
        return DoctorReport.of(Requirements.SMALL_LAB, List.of(findings));
    }
}
