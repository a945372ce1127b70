package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class KernelFactsTest {

    @Test
    void reads_keys_and_values_and_ignores_other_lines() {
        KernelFacts facts =
                KernelFacts.parse("sh: ip: not found\nip_vs=no\n\ncgroup_controllers= cpu  memory \n=x\na=b=c");

        assertThat(facts.module("ip_vs")).isEqualTo(ModuleState.MISSING);
        assertThat(facts.values("cgroup_controllers")).containsExactly("cpu", "memory");
        assertThat(facts.text("a")).isEqualTo("b=c");
        assertThat(facts.values()).hasSize(3);
    }

    @Test
    void a_missing_or_invalid_value_is_unknown() {
        KernelFacts facts = KernelFacts.parse("processors=\nmemory_total_kb=many");

        assertThat(facts.module("vxlan")).isEqualTo(ModuleState.UNKNOWN);
        assertThat(facts.number("processors")).isEmpty();
        assertThat(facts.number("memory_total_kb")).isEmpty();
        assertThat(facts.values("cgroup_controllers")).isEmpty();
    }

    @Test
    @Timeout(20)
    @EnabledOnOs(OS.LINUX)
    void a_script_that_hangs_reports_nothing() {
        List<String> script = List.of("sh", "-c", "echo kernel=6.1; exec sleep 60");

        KernelFacts facts = HostKernel.read(script, Duration.ofMillis(200));

        assertThat(facts).isEqualTo(KernelFacts.UNKNOWN);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_script_prints_what_the_files_of_this_host_say() throws Exception {
        KernelFacts facts = HostKernel.read();

        assertThat(facts.text("kernel"))
                .isEqualTo(
                        Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
        assertThat(facts.number("processors").orElse(0)).isPositive();
        assertThat(facts.number("memory_total_kb").orElse(0)).isGreaterThan(1024);
        assertThat(facts.number("disk_free_kb")).isPresent();
        assertThat(facts.text("cgroup_version"))
                .isEqualTo(Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers")) ? "2" : "1");
        if (Files.readString(Path.of("/proc/filesystems")).contains("\toverlay\n")) {
            assertThat(facts.module("overlay")).isEqualTo(ModuleState.AVAILABLE);
        }
    }
}
