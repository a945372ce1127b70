package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeContainers;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.swarm.JoinTokens;
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
    void reports_the_node_that_was_not_ready_at_the_deadline() {
        FakeLab lab = new FakeLab("workers: 1").joined().within(Duration.ofSeconds(1));
        lab.engine.swarm.state("worker01", "down");

        assertThatThrownBy(() -> await(lab))
                .hasMessage("gave up waiting for the swarm to be ready after 1 s: worker01 is down");
    }

    @Test
    void reports_a_node_that_the_swarm_does_not_list() {
        FakeLab lab = new FakeLab("workers: 1").booted().within(Duration.ofSeconds(1));
        lab.engine.swarm.join("swarmlab-lab-manager", "manager");

        assertThatThrownBy(() -> await(lab)).hasMessageEndingWith(": worker01 is unknown to the swarm");
    }

    @Test
    void does_not_wait_for_a_stopped_node() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.swarm.state("worker01", "down");
        lab.engine.end("swarmlab-lab-worker01", "exited, exit code 137", "");

        assertThatThrownBy(() -> await(lab)).hasMessage("worker01 stopped: exited, exit code 137; its log is empty");
    }

    @Test
    void finds_a_stopped_node_that_the_swarm_still_reports_as_ready() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.end("swarmlab-lab-worker01", "exited, exit code 137", "");

        assertThatThrownBy(() -> await(lab)).hasMessage("worker01 stopped: exited, exit code 137; its log is empty");
    }

    @Test
    void does_not_wait_for_a_stopped_manager() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.end("swarmlab-lab-manager", "exited, exit code 137", "");

        assertThatThrownBy(() -> await(lab)).hasMessage("manager stopped: exited, exit code 137; its log is empty");
    }

    @Test
    void gives_nodes_their_labels_and_availability() {
        FakeLab lab = new FakeLab("workers: [{count: 1, labels: {zone: b}, availability: drain}]").joined();

        await(lab);

        assertThat(lab.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready drain {zone=b}");
        assertThat(lab.engine.swarm.hooks.calls("manager POST /nodes")).hasSize(1);
    }

    @Test
    void repeats_an_update_when_someone_else_updated_the_node_at_the_same_time() {
        FakeLab lab = new FakeLab("workers: [{count: 1, availability: pause}]").joined();
        lab.engine.swarm.hooks.failing(
                "manager POST /nodes", 2, () -> new EngineException(500, "rpc error: update out of sequence"));

        await(lab);

        assertThat(lab.engine.swarm.list()).contains("worker01 ready pause {}");
        assertThat(lab.engine.swarm.hooks.calls("manager POST /nodes")).hasSize(3);
    }

    /** The swarm lists a recreated node twice. */
    @Test
    void removes_the_predecessor_of_a_recreated_node() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.swarm.state("worker01", "down");
        lab.engine.swarm.join("swarmlab-lab-worker01", "worker");

        await(lab);

        assertThat(lab.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void removes_a_node_that_is_down_and_not_in_the_lab_file() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.with(FakeContainers.node("worker07"));
        lab.engine.swarm.join("swarmlab-lab-worker07", "worker");
        lab.engine.swarm.state("worker07", "down");

        await(lab);

        assertThat(lab.engine.swarm.list()).hasSize(2).noneMatch(line -> line.startsWith("worker07"));
    }

    /** The user has joined it by hand. */
    @Test
    void keeps_a_ready_node_that_is_not_in_the_lab_file() {
        FakeLab lab = new FakeLab("workers: 1").joined();
        lab.engine.with(FakeContainers.node("guest"));
        lab.engine.swarm.join("swarmlab-lab-guest", "worker");

        await(lab);

        assertThat(lab.engine.swarm.list()).contains("guest ready active {}");
    }

    @Test
    void does_not_wait_for_a_stopped_worker_of_a_swarm_that_the_lab_had_before() {
        FakeLab lab = new FakeLab("workers: 1").joined().within(Duration.ofSeconds(1));
        LabRun run = lab.run();
        run.admitToFoundSwarm(new JoinTokens("m", "w"), lab.node("manager").address());
        lab.engine.swarm.state("worker01", "down");
        lab.engine.end("swarmlab-lab-worker01", "exited, exit code 137", "");

        assertThatThrownBy(() -> new AwaitSwarm(run).run())
                .hasMessage("worker01 stopped: exited, exit code 137; its log is empty");
    }
}
