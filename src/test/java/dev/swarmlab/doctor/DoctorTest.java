package dev.swarmlab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.recipe.RecipeBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DoctorTest {

    /** As on a new host, where doctor is the first command. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void reads_the_hosts_kernel_while_no_engine_runs() {
        Doctor doctor = new Doctor(Optional.empty(), RecipeBuilder.ofThisHost(said -> {}));

        DoctorReport report = doctor.beforePrivateEngine();

        assertThat(report.checks())
                .extracting(Finding::id)
                .containsExactly(
                        "engine",
                        "privileged",
                        "overlay",
                        "vxlan",
                        "br_netfilter",
                        "ip_vs",
                        "cgroups",
                        "inotify",
                        "processors",
                        "memory",
                        "disk");
        assertThat(report.checks())
                .filteredOn(check -> check.result() == Result.UNKNOWN)
                .extracting(Finding::id)
                .contains("privileged")
                .doesNotContain("cgroups", "processors", "memory", "disk");
        assertThat(report.checks().get(0).found()).contains("swarmlab up starts a private one");
    }
}
