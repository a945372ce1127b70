package dev.swarmlab.provision.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeSwarm;
import dev.swarmlab.lab.LabRun;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoinSwarmTest {

    private final FakeLab lab = new FakeLab("managers: 3\nworkers: 1").booted();

    private void join(LabRun run, String node) {
        new JoinSwarm(run, lab.node(node)).run();
    }

    @Test
    void the_first_manager_starts_the_swarm_and_the_others_join_in_their_roles() {
        LabRun run = lab.run();

        join(run, "manager");
        join(run, "manager02");
        join(run, "worker01");

        assertThat(lab.engine.swarm.hooks.calls("manager POST /swarm/init"))
                .singleElement()
                .asString()
                .contains("\"AdvertiseAddr\":\"" + lab.node("manager").address() + "\"");
        assertThat(lab.engine.swarm.hooks.calls("manager02 POST /swarm/join"))
                .singleElement()
                .asString()
                .contains(FakeSwarm.MANAGER_TOKEN, lab.node("manager").address() + ":2377");
        assertThat(lab.engine.swarm.hooks.calls("worker01 POST /swarm/join"))
                .singleElement()
                .asString()
                .contains(FakeSwarm.WORKER_TOKEN);
    }

    @Test
    void nodes_that_are_in_the_swarm_are_not_changed() {
        lab.joined();
        LabRun run = lab.run();

        new RestoreNodes(run).run();
        join(run, "manager");
        join(run, "worker01");

        assertThat(lab.engine.swarm.hooks.calls("manager POST")).isEmpty();
        assertThat(lab.engine.swarm.hooks.calls("worker01 POST")).isEmpty();
    }

    @Test
    void a_manager_that_has_just_started_again_is_asked_until_it_leads() {
        lab.joined();
        Stream.of("manager", "manager02", "manager03")
                .forEach(manager -> lab.engine.swarm.hooks.failing(
                        manager + " GET /nodes",
                        3,
                        () -> new EngineException(503, "The swarm does not have a leader")));

        new RestoreNodes(lab.run()).run();

        assertThat(lab.engine.swarm.hooks.calls("manager POST /swarm")).isEmpty();
        assertThat(lab.engine.swarm.managers()).containsExactly("manager", "manager02", "manager03");
    }

    @Test
    void a_refused_join_is_reported_with_the_node_and_not_repeated() {
        LabRun run = lab.run();
        join(run, "manager");
        lab.engine.swarm.hooks.failing(
                "worker01 POST /swarm/join", () -> new EngineException(400, "invalid join token"));

        assertThatThrownBy(() -> join(run, "worker01"))
                .isInstanceOf(Failure.class)
                .hasMessage("worker01 can't join the swarm: invalid join token");
        assertThat(lab.engine.swarm.hooks.calls("worker01 POST /swarm/join")).hasSize(1);
    }

    @Test
    void a_join_that_goes_on_after_mobys_timeout_is_awaited() {
        LabRun run = lab.run();
        join(run, "manager");
        lab.engine.swarm.hooks.failing(
                "worker01 POST /swarm/join",
                () -> new EngineException(
                        500, "Timeout was reached before node joined. The attempt to join the swarm will continue"));
        lab.engine.swarm.hooks.before("worker01 GET /info", () -> {
            if (lab.engine.swarm.hooks.calls("worker01 GET /info").size() == 4) {
                lab.engine.swarm.join("swarmlab-lab-worker01", "worker");
            }
        });

        join(run, "worker01");

        assertThat(lab.engine.swarm.list()).contains("worker01 ready active {}");
    }

    /** The HTTP client may have repeated the request, while the first one goes on. */
    @Test
    void a_join_that_is_refused_since_the_node_is_in_a_swarm_is_awaited() {
        LabRun run = lab.run();
        join(run, "manager");
        lab.engine.swarm.hooks.failing(
                "worker01 POST /swarm/join",
                () -> new EngineException(503, "This node is already part of a swarm. Use \"docker swarm leave\""));
        lab.engine.swarm.hooks.before("worker01 GET /info", () -> {
            if (lab.engine.swarm.hooks.calls("worker01 GET /info").size() == 3) {
                lab.engine.swarm.join("swarmlab-lab-worker01", "worker");
            }
        });

        join(run, "worker01");

        assertThat(lab.engine.swarm.list()).contains("worker01 ready active {}");
    }

    @Test
    void a_late_join_is_given_up_at_the_deadline() {
        LabRun run = lab.within(Duration.ofSeconds(1)).run();
        join(run, "manager");
        lab.engine.swarm.hooks.failing(
                "worker01 POST /swarm/join", () -> new EngineException(500, "Timeout was reached before node joined."));

        assertThatThrownBy(() -> join(run, "worker01"))
                .hasMessage("gave up waiting for worker01 to join the swarm after 1 s: its swarm state is inactive");
    }

    @Test
    void a_node_that_stops_while_it_joins_is_reported_with_its_log() {
        LabRun run = lab.run();
        join(run, "manager");
        lab.engine.swarm.hooks.before("worker01 POST /swarm/join", () -> {
            lab.engine.end("swarmlab-lab-worker01", "exited, exit code 137", "");
            throw new EngineException(EngineException.UNREACHABLE, "Connection reset");
        });

        assertThatThrownBy(() -> join(run, "worker01"))
                .hasMessage("worker01 stopped: exited, exit code 137; its log is empty");
    }

    @Test
    void a_manager_that_stops_while_it_starts_the_swarm_is_not_reported_as_the_engine() {
        lab.engine.swarm.hooks.before("manager POST /swarm/init", () -> {
            lab.engine.end("swarmlab-lab-manager", "exited, exit code 137", "");
            throw new EngineException(EngineException.UNREACHABLE, "Connection reset");
        });

        assertThatThrownBy(() -> join(lab.run(), "manager"))
                .hasMessage("manager stopped: exited, exit code 137; its log is empty");
    }

    @Test
    void a_manager_that_stops_before_it_leads_ends_the_wait() {
        lab.engine.swarm.hooks.before("manager GET /swarm", () -> {
            lab.engine.end("swarmlab-lab-manager", "exited, exit code 1", "failed to start cluster component");
            throw new EngineException(EngineException.UNREACHABLE, "Connection reset");
        });

        assertThatThrownBy(() -> join(lab.run(), "manager"))
                .hasMessageEndingWith("from its log: failed to start cluster component");
    }

    @Test
    void a_refusal_to_start_the_swarm_is_reported_with_the_node() {
        lab.engine.swarm.hooks.failing("manager POST /swarm/init", () -> new EngineException(500, "no such address"));

        assertThatThrownBy(() -> join(lab.run(), "manager"))
                .isInstanceOf(Failure.class)
                .hasMessage("the daemon of manager reported an error: no such address");
    }

    @Test
    void a_node_without_join_tokens_gives_up_at_the_deadline() {
        assertThatThrownBy(() -> join(lab.within(Duration.ofSeconds(1)).run(), "worker01"))
                .hasMessage("gave up waiting for the swarm's join tokens after 1 s")
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(FailureKind.TIMED_OUT);
    }
}
