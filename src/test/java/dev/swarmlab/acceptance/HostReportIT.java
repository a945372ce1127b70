package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.ShellScript;
import dev.swarmlab.support.SwarmLabProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The report of {@code bench/hosts} for issues and for the table in docs/hosts.md. */
class HostReportIT {

    /** The first run builds the images and starts an engine, which takes longer than the time limit of a script. */
    @BeforeAll
    static void prepare_images() {
        SwarmLabProcess.of("up", "-")
                .reading("name: host-report\nworkers: 0\nimages: [{image: swarmlab/echo:latest, build: images/echo}]\n")
                .run()
                .succeeded();
        SwarmLabProcess.swarmlab("down", "host-report").succeeded();
    }

    @Test
    void a_host_that_can_run_a_lab_gets_a_row_for_the_table() {
        try (OuterEngine engine = OuterEngine.open()) {
            List<String> before = engine.allResources();
            ProcessResult report =
                    new ShellScript(Map.of(), "bench/hosts").run().succeeded();

            String version = engine.client().versionCmd().exec().getVersion();
            assertThat(report.out().lines().reduce((first, second) -> second)).hasValueSatisfying(row -> assertThat(row)
                    .startsWith("| " + version + " | ")
                    .contains(" | passed | ")
                    .doesNotContain("unknown"));
            assertThat(engine.allResources()).isEqualTo(before);
        }
    }

    @Test
    void a_failure_is_reported_without_paths_of_the_user() {
        String home = SwarmLabProcess.home().toString();
        Map<String, String> user = Map.of("DOCKER_HOST", "unix:///home/jane/docker.sock", "HOME", "/home/jane");

        ProcessResult report = new ShellScript(user, "bench/hosts").run().endedWith(1);

        assertThat(report.out())
                .contains("up         failed, exit code 3", "unix://~/docker.sock", " | up failed | ")
                .doesNotContain("/home/jane", home);
    }
}
