package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeLab;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RemoveNodesTest {

    private static final String WORKER = "swarmlab-lab-worker02";

    private final FakeLab lab = new FakeLab("workers: 2").joined();

    private void remove() {
        new RemoveNodes(lab.run(), List.of(lab.engine.container(WORKER))).run();
    }

    @Test
    void the_nodes_tasks_move_before_it_is_removed() {
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

    /** As when the swarm still demotes the node. */
    @Test
    void the_nodes_tasks_move_too_when_the_swarm_changes_the_node_at_the_same_time() {
        lab.engine.swarm.hooks.failing(
                "manager POST /nodes", 1, () -> new EngineException(500, "rpc error: update out of sequence"));

        remove();

        assertThat(lab.engine.swarm.hooks.calls("manager POST /nodes")).hasSize(2);
        assertThat(lab.said).isEmpty();
    }

    @Test
    void the_node_is_removed_from_the_swarms_list() {
        remove();

        assertThat(lab.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void the_node_is_removed_even_when_the_swarm_refuses() {
        lab.engine.swarm.hooks.failing("manager", () -> new EngineException(503, "The swarm does not have a leader"));

        remove();

        assertThat(lab.engine.things()).doesNotContain("container " + WORKER);
        assertThat(lab.said)
                .containsExactly(
                        "removing worker02 with its tasks: manager: The swarm does not have a leader",
                        "removed worker02, but the swarm still lists it: no manager of the lab lab answers: manager:"
                                + " The swarm does not have a leader");
    }

    @Test
    void a_worker_is_removed_without_a_running_manager_too() {
        lab.engine.end("swarmlab-lab-manager", "Exited (0)", "");

        remove();

        assertThat(lab.engine.things()).doesNotContain("container " + WORKER);
        assertThat(lab.said).first().isEqualTo("removing worker02 with its tasks: none runs");
    }

    private final FakeLab managers =
            new FakeLab("managers: 3\nworkers: 1").joined().within(Duration.ofSeconds(1));

    private void removeManagers(String... names) {
        List<EngineContainer> departing = Stream.of(names)
                .map(name -> managers.engine.container("swarmlab-lab-" + name))
                .toList();
        new RemoveNodes(managers.run(), departing).run();
    }

    @Test
    void managers_are_demoted_before_the_first_of_their_containers_is_removed() {
        managers.engine.hooks.before(
                "removeContainer", () -> assertThat(managers.swarm.managers()).containsExactly("manager"));

        removeManagers("manager02", "manager03");

        assertThat(managers.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
        assertThat(managers.engine.hooks.calls("removeContainer")).hasSize(2);
        assertThat(managers.swarm.works()).isTrue();
    }

    /** Two of three managers run, and both are needed for the quorum. */
    @Test
    void a_manager_that_the_quorum_needs_is_kept_with_advice_for_the_user() {
        managers.engine.end("swarmlab-lab-manager02", "Exited (137)", "");

        assertThatThrownBy(() -> removeManagers("manager03"))
                .hasMessage("can't remove the node manager03 from the swarm: can't remove member from the raft: this"
                        + " would result in a loss of quorum")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .startsWith("Start the stopped nodes with: swarmlab node start --lab lab manager02\n");
        assertThat(managers.engine.hooks.calls("remove")).isEmpty();
        assertThat(managers.swarm.works()).isTrue();
    }

    @Test
    void a_refusal_is_repeated_since_managers_that_have_just_started_are_not_reachable_yet() {
        managers.swarm.hooks.failing(
                "manager POST /nodes",
                2,
                () -> new EngineException(
                        412, "can't remove member from the raft: this would result in a loss of quorum"));

        removeManagers("manager03");

        assertThat(managers.swarm.managers()).containsExactly("manager", "manager02");
        assertThat(managers.engine.things()).doesNotContain("container swarmlab-lab-manager03");
    }

    @Test
    void without_a_manager_that_answers_no_manager_is_removed() {
        managers.engine.end("swarmlab-lab-manager", "Exited (137)", "");
        managers.engine.end("swarmlab-lab-manager02", "Exited (137)", "");

        assertThatThrownBy(() -> removeManagers("manager03"))
                .hasMessageContaining("can't remove the node manager03 from the swarm")
                .hasMessageContaining("The swarm does not have a leader");
        assertThat(managers.engine.hooks.calls("remove")).isEmpty();
    }

    @Test
    void a_manager_that_never_joined_is_removed_though_no_manager_answers() {
        FakeLab booted = new FakeLab("managers: 3").booted().within(Duration.ofSeconds(1));
        booted.swarm.hooks.failing(
                "manager GET /nodes", () -> new EngineException(503, "This node is not a swarm manager."));

        new RemoveNodes(booted.run(), List.of(booted.engine.container("swarmlab-lab-manager03"))).run();

        assertThat(booted.engine.things()).doesNotContain("container swarmlab-lab-manager03");
    }

    @Test
    void a_worker_that_was_promoted_by_hand_is_demoted_too() {
        lab.swarm.role("worker02", "manager");
        lab.engine.hooks.before(
                "removeContainer", () -> assertThat(lab.swarm.managers()).containsExactly("manager"));

        remove();

        assertThat(lab.swarm.works()).isTrue();
    }
}
