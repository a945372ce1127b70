package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeContainers;
import dev.swarmlab.fake.FakeLab;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwaitSwarmTest {

    private static void await(FakeLab lab) {
        new AwaitSwarm(lab.run()).run();
    }

    @Test
    void is_done_when_every_node_is_ready() {
        FakeLab lab = new FakeLab("workers: 1").joined();

        await(lab);

        assertThat(lab.engine.swarm.hooks.calls("manager GET /nodes")).hasSize(1);
        assertThat(lab.engine.swarm.hooks.calls("manager POST")).isEmpty();
    }

    @Test
    void waits_for_a_node_that_is_not_ready_yet() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.swarm.state("worker01", "unknown");
        lab.engine.swarm.hooks.before("manager GET /nodes", () -> {
            if (lab.engine.swarm.hooks.calls("manager GET /nodes").size() == 3) {
                lab.engine.swarm.state("worker01", "ready");
            }
        });

        await(lab);

        assertThat(lab.engine.swarm.hooks.calls("manager GET /nodes")).hasSize(3);
    }

    @Test
    void tells_which_node_it_waited_for_in_vain() {
        FakeLab lab = new FakeLab("workers: 1").joined().within(Duration.ofSeconds(1));
        lab.engine.swarm.state("worker01", "down");

        assertThatThrownBy(() -> await(lab))
                .hasMessage("gave up waiting for the swarm to be ready after 1 s: worker01 is down");
    }

    @Test
    void tells_of_a_node_that_the_swarm_has_never_seen() {
        FakeLab lab = new FakeLab("workers: 1").booted().within(Duration.ofSeconds(1));
        lab.engine.swarm.join("swarmlab-lab-manager", "manager");

        assertThatThrownBy(() -> await(lab)).hasMessageEndingWith(": worker01 is unknown to the swarm");
    }

    @Test
    void does_not_wait_for_a_node_that_has_died() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.swarm.state("worker01", "down");
        lab.engine.end("swarmlab-lab-worker01", "exited, exit code 137", "");

        assertThatThrownBy(() -> await(lab)).hasMessage("worker01 stopped: exited, exit code 137; it left no words");
    }

    @Test
    void does_not_take_the_swarms_word_for_a_node_that_has_just_died() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.end("swarmlab-lab-worker01", "exited, exit code 137", "");

        assertThatThrownBy(() -> await(lab)).hasMessage("worker01 stopped: exited, exit code 137; it left no words");
    }

    @Test
    void does_not_wait_for_a_manager_that_has_died() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.end("swarmlab-lab-manager", "exited, exit code 137", "");

        assertThatThrownBy(() -> await(lab)).hasMessage("manager stopped: exited, exit code 137; it left no words");
    }

    @Test
    void gives_nodes_their_labels_and_availability() {
        FakeLab lab = new FakeLab("workers: [{count: 1, labels: {zone: b}, availability: drain}]").joined();

        await(lab);

        assertThat(lab.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready drain {zone=b}");
        assertThat(lab.engine.swarm.hooks.calls("manager POST /nodes")).hasSize(1);
    }

    @Test
    void tries_again_when_someone_else_changed_the_node_at_the_same_moment() {
        FakeLab lab = new FakeLab("workers: [{count: 1, availability: pause}]").joined();
        lab.engine.swarm.hooks.failing(
                "manager POST /nodes", 2, () -> new EngineException(500, "rpc error: update out of sequence"));

        await(lab);

        assertThat(lab.engine.swarm.list()).contains("worker01 ready pause {}");
        assertThat(lab.engine.swarm.hooks.calls("manager POST /nodes")).hasSize(3);
    }

    /** A node that was made anew is known twice. */
    @Test
    void strikes_the_earlier_of_two_nodes_with_one_name_off() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.swarm.state("worker01", "down");
        lab.engine.swarm.join("swarmlab-lab-worker01", "worker");

        await(lab);

        assertThat(lab.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void strikes_a_node_off_that_is_down_and_no_longer_wanted() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.with(FakeContainers.node("worker07"));
        lab.engine.swarm.join("swarmlab-lab-worker07", "worker");
        lab.engine.swarm.state("worker07", "down");

        await(lab);

        assertThat(lab.engine.swarm.list()).hasSize(2).noneMatch(line -> line.startsWith("worker07"));
    }

    /** Whoever joined it by hand wants it there. */
    @Test
    void leaves_a_ready_node_alone_that_it_does_not_know() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.with(FakeContainers.node("guest"));
        lab.engine.swarm.join("swarmlab-lab-guest", "worker");

        await(lab);

        assertThat(lab.engine.swarm.list()).contains("guest ready active {}");
    }
}
