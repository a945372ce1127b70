package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.parallel.Parallel;
import org.junit.jupiter.api.Test;

class PartitionedNodesTest {

    private final FakeLab lab = new FakeLab("workers: 2").joined();

    private LabReport report() {
        Parallel parallel = new Parallel(true);
        return new LabStatus(lab.engine, parallel)
                .report(LabResources.in(EngineSnapshot.of(lab.engine, parallel), "lab"));
    }

    @Test
    void a_partitioned_node_is_shown_with_the_command_that_heals_it() {
        lab.swarm.state("worker01", "down");
        lab.engine.answering("swarmlab-lab-worker01 sh -c", 0, "partitioned\n");

        assertThat(report().nodes().stream().filter(LabReport.NodeReport::partitioned))
                .extracting(LabReport.NodeReport::name)
                .containsExactly("worker01");
        assertThat(report().table()).contains("swarmlab node heal --lab lab worker01`");
    }

    @Test
    void a_node_that_is_ready_is_not_asked() {
        lab.engine.answering("SWARMLAB-FROM", 0, "partitioned\n");

        assertThat(report().nodes()).noneMatch(LabReport.NodeReport::partitioned);
        assertThat(lab.engine.hooks.calls("execute")).noneMatch(command -> command.contains("SWARMLAB-FROM"));
    }
}
