package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeLab;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoveNodesTest {

    private static final String WORKER = "swarmlab-lab-worker02";

    private final FakeLab lab = new FakeLab("workers: 2").joined();

    private void remove() {
        new RemoveNodes(lab.run(), List.of(lab.engine.container(WORKER))).run();
    }

    @Test
    void the_nodes_tasks_move_before_it_goes() {
        lab.engine.swarm.tasks("worker02", 2);
        lab.engine.hooks.before(
                "removeContainer", () -> assertThat(lab.engine.swarm.list()).contains("worker02 ready drain {}"));
        lab.engine.swarm.hooks.before("manager GET /tasks", () -> {
            if (lab.engine.swarm.hooks.calls("manager GET /tasks").size() == 3) {
                lab.engine.swarm.tasks("worker02", 0);
            }
        });

        remove();

        assertThat(lab.engine.swarm.hooks.calls("manager GET /tasks")).hasSize(3);
        assertThat(lab.engine.hooks.calls("removeContainer")).hasSize(1);
        assertThat(lab.engine.things())
                .doesNotContain("container " + WORKER, "volume " + WORKER + "-data")
                .contains("container swarmlab-lab-worker01", "volume swarmlab-lab-worker01-data");
    }

    @Test
    void the_node_is_struck_off_the_swarms_list() {
        remove();

        assertThat(lab.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void a_swarm_that_refuses_is_no_reason_to_keep_the_node() {
        lab.engine.swarm.hooks.failing("manager", () -> new EngineException(503, "The swarm does not have a leader"));

        remove();

        assertThat(lab.engine.things()).doesNotContain("container " + WORKER);
        assertThat(lab.said)
                .containsExactly(
                        "worker02 goes without leave: The swarm does not have a leader",
                        "worker02 is gone, but still on the swarm's list: The swarm does not have a leader");
    }

    @Test
    void without_a_running_manager_nobody_is_asked() {
        lab.engine.end("swarmlab-lab-manager", "Exited (0)", "");

        remove();

        assertThat(lab.engine.things()).doesNotContain("container " + WORKER);
        assertThat(lab.said).isEmpty();
    }
}
