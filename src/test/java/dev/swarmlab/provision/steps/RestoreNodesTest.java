package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreNodesTest {

    private static final String MANAGER = "swarmlab-lab-manager";
    private static final String WORKER = "swarmlab-lab-worker01";

    private final FakeLab lab = new FakeLab("managers: 3\nworkers: 1").joined().within(Duration.ofSeconds(2));

    /** The steps of {@code up} for nodes. */
    private void up(FakeLab lab) {
        LabRun run = lab.run();
        new RestoreNodes(run).run();
        for (NodePlan node : lab.plan().nodes()) {
            new StartNode(run, node).run();
            new JoinSwarm(run, node).run();
        }
        new AwaitSwarm(run).run();
    }

    private void lose(String container) {
        lab.engine.removeContainer(container);
    }

    private void loseWithItsVolume(String container) {
        lose(container);
        lab.engine.removeVolume(container + "-data");
    }

    private List<String> joins() {
        return lab.plan().nodes().stream()
                .flatMap(node -> lab.swarm.hooks.calls(node.name() + " POST /swarm").stream())
                .toList();
    }

    @Test
    void a_node_whose_volume_remained_is_the_same_node_again() {
        String id = lab.swarm.id("worker01");
        lose(WORKER);

        up(lab);

        assertThat(lab.swarm.id("worker01")).isEqualTo(id);
        assertThat(lab.engine.hooks.calls("removeVolume")).isEmpty();
        assertThat(joins()).isEmpty();
    }

    @Test
    void a_manager_that_knows_no_leader_during_an_election_stays_the_same_manager() {
        String id = lab.swarm.id("manager02");
        lose(MANAGER);
        lab.swarm.withoutLeader("manager02", 3);

        up(lab);

        assertThat(lab.swarm.id("manager02")).isEqualTo(id);
        assertThat(joins()).isEmpty();
    }

    @Test
    void a_manager_that_the_swarm_shows_under_the_name_of_a_worker_is_not_removed() {
        String id = lab.swarm.id("manager02");
        lab.swarm.showAs("manager02", "worker01");

        up(lab);

        assertThat(lab.swarm.id("manager02")).isEqualTo(id);
        assertThat(lab.swarm.list()).hasSize(4);
        assertThat(joins()).isEmpty();
    }

    @Test
    void all_containers_may_have_been_removed() {
        lab.plan().nodes().forEach(node -> lose(node.container()));

        up(lab);

        assertThat(lab.swarm.list()).hasSize(4);
        assertThat(joins()).isEmpty();
    }

    @Test
    void a_paused_node_is_unpaused() {
        lab.engine.pause(lab.engine.container(WORKER).id());

        up(lab);

        assertThat(lab.engine.container(WORKER)).matches(EngineContainer::isRunning);
        assertThat(lab.engine.hooks.calls("unpause")).hasSize(1);
    }

    @Test
    void a_node_that_the_managers_do_not_know_leaves_and_joins_again_and_keeps_its_volume() {
        lab.swarm.remove("worker01");

        up(lab);

        assertThat(joins()).hasSize(2).first().asString().startsWith("worker01 POST /swarm/leave?force=true");
        assertThat(lab.swarm.list()).hasSize(4).contains("worker01 ready active {}");
        assertThat(lab.engine.hooks.calls("remove")).isEmpty();
    }

    @Test
    void a_manager_that_has_lost_its_data_replaces_its_former_membership() {
        loseWithItsVolume("swarmlab-lab-manager02");

        up(lab);

        assertThat(lab.swarm.managers()).containsExactlyInAnyOrder("manager", "manager02", "manager03");
        assertThat(lab.swarm.list()).hasSize(4);
    }

    @Test
    void a_first_manager_that_has_lost_its_data_starts_no_second_swarm() {
        loseWithItsVolume(MANAGER);

        up(lab);

        assertThat(lab.swarm.hooks.calls("manager POST /swarm/init")).isEmpty();
        assertThat(lab.swarm.hooks.calls("manager POST /swarm/join"))
                .singleElement()
                .asString()
                .contains(lab.node("manager02").address() + ":2377");
        assertThat(lab.swarm.managers()).containsExactlyInAnyOrder("manager", "manager02", "manager03");
    }

    @Test
    void a_first_manager_that_has_left_joins_the_others() {
        lab.swarm.leave(MANAGER);

        up(lab);

        assertThat(lab.swarm.hooks.calls("manager POST /swarm/init")).isEmpty();
        assertThat(lab.swarm.managers()).containsExactlyInAnyOrder("manager", "manager02", "manager03");
    }

    @Test
    void a_first_manager_that_was_demoted_is_promoted() {
        lab.swarm.role("manager", "worker");

        up(lab);

        assertThat(lab.said).containsExactly("manager is a manager again, as in the lab file: it had been demoted");
        assertThat(lab.swarm.managers()).containsExactlyInAnyOrder("manager", "manager02", "manager03");
        assertThat(joins()).isEmpty();
    }

    @Test
    void a_promoted_worker_stays_a_manager_and_is_reported() {
        lab.swarm.role("worker01", "manager");

        up(lab);

        assertThat(lab.swarm.managers()).contains("worker01");
        assertThat(lab.said)
                .containsExactly("worker01 is a manager, but a worker in the lab file; to demote it, run:"
                        + " swarmlab exec manager -- docker node demote worker01");
    }

    /** Older versions started a second swarm when the first manager had lost its data. */
    @Test
    void two_swarms_are_reported_and_both_kept() {
        lab.swarm.alone(MANAGER);

        assertThatThrownBy(() -> up(lab))
                .hasMessageContaining("the nodes of the lab are in two swarms")
                .hasMessageContaining("the swarm of manager has the nodes manager; the swarm of manager02 has the nodes"
                        + " manager02, manager03, worker01");
        assertThat(joins()).isEmpty();
    }

    @Test
    void a_lost_quorum_is_reported_without_a_wait() {
        loseWithItsVolume("swarmlab-lab-manager02");
        loseWithItsVolume("swarmlab-lab-manager03");

        assertThatThrownBy(() -> new RestoreNodes(lab.run(), Duration.ofNanos(1)).run())
                .hasMessageContaining("the swarm of the lab has lost its quorum")
                .hasMessageContaining("manager02 and manager03 lost their data or left: 1 of 3 managers remain");
        assertThat(joins()).isEmpty();
    }

    @Test
    void the_workers_of_a_swarm_without_a_manager_join_a_new_swarm() {
        FakeLab single = new FakeLab("workers: 1").joined();
        single.swarm.leave(MANAGER);
        single.swarm.remove("manager");

        up(single);

        assertThat(single.swarm.hooks.calls("manager POST /swarm/init")).hasSize(1);
        assertThat(single.swarm.hooks.calls("worker01 POST /swarm"))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("worker01 POST /swarm/leave?force=true");
        assertThat(single.said)
                .containsExactly("the last manager has left the swarm, and the swarm's services are lost: worker01"
                        + " will join a new swarm");
    }

    @Test
    void changed_addresses_are_reported() {
        FakeLab single = new FakeLab("workers: 0").joined();
        single.swarm.address("manager", "10.9.8.7");

        assertThatThrownBy(() -> up(single))
                .hasMessageStartingWith(
                        "the swarm of the lab has other addresses than its nodes: manager joined it with the"
                                + " address 10.9.8.7")
                .extracting(failure -> ((Failure) failure).advice())
                .asString()
                .contains("docker network ls", "swarmlab down lab");
    }
}
