package dev.swarmlab.check;

import static dev.swarmlab.check.SingleCheck.PASSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeCheckRunnerTest {

    private final FakeLab lab = new FakeLab("managers: 3\nworkers: 1").joined();

    NodeCheckRunnerTest() {
        lab.swarm.lead("manager02");
        lab.swarm.state("manager03", "down");
        lab.swarm.availability("worker01", "drain");
        lab.swarm.label("worker01", "zone", "a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    worker01 | state: ready |
                    worker01 | state: down | worker01 is ready, expected down
                    manager03 | state: down |
                    manager03 | state: ready | manager03 is down, expected ready
                    worker01 | role: worker |
                    worker01 | role: leader | worker01 is a worker, expected the leader
                    manager | role: manager |
                    manager02 | role: manager |
                    manager02 | role: leader |
                    manager02 | role: worker | manager02 is the leader, expected a worker
                    manager | role: leader | manager is a manager, expected the leader
                    leader | labels: {zone: b} | manager02 has no label zone, expected zone=b
                    any manager | role: leader | manager is a manager, expected the leader
                    any worker | role: worker |
                    worker01 | availability: drain |
                    worker01 | availability: active | worker01's availability is drain, expected active
                    worker01 | labels: {zone: a} |
                    worker01 | labels: {zone: b} | worker01 has the label zone=a, expected zone=b
                    worker01 | labels: {rack: r} | worker01 has no label rack, expected rack=r
                    worker01 | state: ready, availability: drain, labels: {zone: a} |
                    """)
    void reports_what_differs_from_the_expected_node(String node, String expected, String reason) {
        assertThat(SingleCheck.run(lab, "node: " + node + ", " + expected)).isEqualTo(reason == null ? PASSES : reason);
    }

    @Test
    void fails_for_a_node_that_has_left_the_swarm() {
        FakeLab left = new FakeLab("workers: 1").booted();
        left.swarm.join("swarmlab-lab-manager", "manager");

        assertThat(SingleCheck.run(left, "node: worker01, state: ready"))
                .isEqualTo("worker01 is not a node of the swarm");
    }

    @Test
    void fails_for_the_leader_when_the_swarm_has_none() {
        lab.swarm.lead("nobody");

        assertThat(SingleCheck.run(lab, "node: leader, state: ready")).isEqualTo("the swarm has no leader");
    }

    @Test
    void fails_without_a_running_manager() {
        for (String manager : new String[] {"manager", "manager02", "manager03"}) {
            lab.engine.stop("swarmlab-lab-" + manager, 0);
        }

        assertThat(SingleCheck.run(lab, "node: worker01, state: ready"))
                .isEqualTo("no manager of the lab lab answers: none runs");
    }
}
