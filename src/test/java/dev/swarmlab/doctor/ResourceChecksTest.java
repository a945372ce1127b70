package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceChecksTest {

    private static final long MEBIBYTE = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        // instances, nodes
        "128, 4, OK",
        "128, 22, OK",
        "128, 23, WARNING",
        "8192, 200, OK",
        "'', 4, UNKNOWN"
    })
    void estimates_the_inotify_instances_of_the_nodes(String instances, int nodes, Result result) {
        assertThat(finding("inotify_instances=" + instances, nodes, 0, "0", "inotify")
                        .result())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        // all, free, nodes, their limits
        "8000, 6000, 4, 0, OK",
        "8000, 6000, 60, 0, OK",
        "8000, 6000, 61, 0, WARNING",
        "8000, 6000, 80, 0, WARNING",
        "8000, 6000, 81, 0, FAILED",
        "8000, 6000, 4, 8000, OK",
        "8000, 6000, 4, 8001, WARNING",
        "8000, '', 80, 0, OK",
        "'', '', 1, 0, UNKNOWN"
    })
    void compares_the_nodes_with_the_memory(String all, String free, int nodes, long limits, Result result) {
        String facts = kilobytes("memory_total_kb", all) + kilobytes("memory_available_kb", free);

        assertThat(finding(facts, nodes, limits * MEBIBYTE, "0", "memory").result())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"1624, 4, OK", "1623, 4, WARNING", "600, 4, WARNING", "599, 4, FAILED", "'', 4, UNKNOWN"})
    void compares_the_nodes_with_the_disk(String free, int nodes, Result result) {
        assertThat(finding(kilobytes("disk_free_kb", free), nodes, 0, "0", "disk")
                        .result())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        // processors, nodes, most of one node
        "2, 4, 0, OK",
        "2, 4, 2.0, OK",
        "2, 4, 2.5, FAILED",
        "2, 41, 0, WARNING",
        "'', 4, 9, UNKNOWN"
    })
    void compares_the_nodes_with_the_processors(String processors, int nodes, String cpus, Result result) {
        assertThat(finding("processors=" + processors, nodes, 0, cpus, "processors")
                        .result())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "disk", "processors"})
    void a_host_that_is_too_small_for_a_lab_may_suit_another(String id) {
        String facts = "processors=1\nmemory_total_kb=1024\ndisk_free_kb=1024";

        Finding finding = finding(facts, 4, 0, "2", id);

        assertThat(finding.result()).isEqualTo(Result.FAILED);
        assertThat(finding.dependsOnLab()).isTrue();
    }

    @Test
    void prefers_what_the_engine_reports_to_what_its_kernel_has() {
        EngineInfo info = new EngineInfo("26.1.5", "Linux", "6.1", "x86_64", 3, 7 * MEBIBYTE, "overlay2", "2", false);

        HostResources host =
                HostResources.of(KernelFacts.parse("processors=8\nmemory_total_kb=1000000"), Optional.of(info));

        assertThat(host.processors()).hasValue(3);
        assertThat(host.memory()).hasValue(7 * MEBIBYTE);
    }

    @Test
    void a_number_that_the_engine_does_not_report_is_read_from_its_kernel() {
        EngineInfo info = new EngineInfo("26.1.5", "Linux", "6.1", "x86_64", 0, 0, "overlay2", "2", false);

        HostResources host = HostResources.of(KernelFacts.parse("processors=8"), Optional.of(info));

        assertThat(host.processors()).hasValue(8);
        assertThat(host.memory()).isEmpty();
    }

    private static String kilobytes(String key, String mebibytes) {
        return mebibytes.isEmpty() ? "" : key + "=" + Long.parseLong(mebibytes) * 1024 + "\n";
    }

    private static Finding finding(String facts, int nodes, long memoryLimits, String cpus, String id) {
        HostResources host = HostResources.of(KernelFacts.parse(facts), Optional.empty());
        Requirements requirements =
                new Requirements("lab", nodes, List.of(), memoryLimits, new BigDecimal(cpus), List.of());
        return ResourceChecks.of(host, requirements).stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
