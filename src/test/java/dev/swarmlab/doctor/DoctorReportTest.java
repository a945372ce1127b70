package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorReportTest {

    private static final Finding FINE = Finding.ok("version", "26.1.5");
    private static final Finding RISK = Finding.warning("ip_vs", "none", "No mesh.", "Do without.\nOr: modprobe ip_vs");

    @Test
    void explains_only_what_is_not_well() {
        assertThat(DoctorReport.of(List.of(RISK, FINE)).table()).isEqualTo("""
                        CHECK     RESULT    FOUND
                        ip_vs     warning   none
                            No mesh.
                            Do without.
                            Or: modprobe ip_vs
                        version   ok        26.1.5

                        A lab can work here, with 1 warning.
                        """);
    }

    @Test
    void breaks_long_explanations_into_lines() {
        Finding wordy = Finding.failed("vxlan", "none", "word ".repeat(30).strip(), "Fix it.");

        assertThat(DoctorReport.of(List.of(wordy)).table().lines())
                .contains(
                        "    " + "word ".repeat(19).strip(),
                        "    " + "word ".repeat(11).strip(),
                        "    Fix it.");
    }

    @Test
    void is_usable_with_warnings_and_what_is_unknown_but_not_with_a_failure() {
        Finding unknown = Finding.unknown("disk", "", "", "");
        Finding failed = Finding.failed("vxlan", "", "", "");

        assertThat(DoctorReport.of(List.of(RISK, FINE, unknown)).usable()).isTrue();
        assertThat(DoctorReport.of(List.of(FINE, failed)).usable()).isFalse();
        assertThat(DoctorReport.of(List.of(FINE, failed)).table()).endsWith("No lab can work here: 1 check failed.\n");
    }
}
