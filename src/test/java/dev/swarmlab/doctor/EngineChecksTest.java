package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineInfo;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineChecksTest {

    @ParameterizedTest
    @CsvSource({
        "1.13.1, FAILED",
        "19.03.15, FAILED",
        "20.10.24+dfsg1, WARNING",
        "22.06.0-beta.0, WARNING",
        "23.0.6, OK",
        "26.1.5+dfsg1, OK",
        "29.0.0-rc.1, OK",
        "dev, UNKNOWN",
        "'', UNKNOWN"
    })
    void rates_the_version(String version, Result result) {
        assertThat(finding(version, "overlay2", false, "version").result()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"overlay2, OK", "overlayfs, OK", "btrfs, OK", "vfs, WARNING", "windowsfilter, FAILED"})
    void rates_the_storage_driver(String driver, Result result) {
        Finding finding = finding("26.1.5", driver, false, "storage");

        assertThat(finding.result()).isEqualTo(result);
        assertThat(finding.found()).isEqualTo(driver);
    }

    @ParameterizedTest
    @CsvSource({"false, OK", "true, WARNING"})
    void warns_about_a_rootless_engine(boolean rootless, Result result) {
        assertThat(finding("26.1.5", "overlay2", rootless, "root").result()).isEqualTo(result);
    }

    @Test
    void reports_why_there_is_no_engine_and_what_to_do() {
        Finding finding = EngineChecks.missing(Failure.of(FailureKind.NO_ENGINE, "none runs")
                .because("only root can")
                .advise("Try: sudo"));

        assertThat(finding.result()).isEqualTo(Result.FAILED);
        assertThat(finding.found()).isEqualTo("none runs");
        assertThat(finding.meaning()).startsWith("only root can\n");
        assertThat(finding.fix()).isEqualTo("Try: sudo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                privileged mode is incompatible with user namespaces | userns-remap
                unable to apply caps: operation not permitted        | newer
                authorization denied by plugin                       | DOCKER_HOST
                """)
    void tells_how_to_allow_privileged_containers(String reason, String fix) {
        Finding finding = PrivilegedProbe.refused(reason);

        assertThat(finding.result()).isEqualTo(Result.FAILED);
        assertThat(finding.found()).isEqualTo(reason);
        assertThat(finding.fix()).contains(fix);
    }

    private static Finding finding(String version, String storageDriver, boolean rootless, String id) {
        EngineInfo info = new EngineInfo(version, "Linux", "6.1", "x86_64", 2, 1, storageDriver, "2", rootless);
        return EngineChecks.of(info).stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
