package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabSwarmSourceTest {

    private final FakeLab lab = new FakeLab("managers: 3\nworkers: 2").joined();
    private final LabSwarmSource source = source();

    private LabSwarmSource source() {
        LabClient open = lab.open();
        return new LabSwarmSource(open, open::nodes);
    }

    private void stop(String node) {
        lab.engine.stop(lab.node(node).container(), 0);
    }

    /** The nodes that were asked, sorted by name, once for each poll. */
    private List<String> asked() {
        return Stream.of("manager", "manager02", "manager03", "worker01", "worker02")
                .flatMap(node -> lab.swarm.hooks.calls(node + " GET /nodes").stream())
                .map(call -> call.substring(0, call.indexOf(' ')))
                .toList();
    }

    @Test
    void the_first_manager_is_asked() {
        SwarmSnapshot snapshot = source.poll();

        assertThat(snapshot.view().nodes()).hasSize(5);
        assertThat(asked()).containsExactly("manager");
    }

    @Test
    void networks_are_part_of_the_snapshot() {
        lab.swarm.withNetwork("localnet", false, true, "10.9.0.0/24", Map.of());

        assertThat(source.poll().networks()).hasSize(1);
    }

    @Test
    void the_next_manager_is_asked_when_one_is_stopped() {
        source.poll();
        stop("manager");

        assertThat(source.poll().view().nodes()).hasSize(5);
        assertThat(asked()).containsExactly("manager", "manager02");
    }

    @Test
    void the_manager_that_answered_last_is_asked_first() {
        lab.swarm.hooks.failing("manager GET", 1, () -> new EngineException(500, "no leader"));

        source.poll();
        source.poll();

        assertThat(asked()).containsExactly("manager", "manager02", "manager02");
    }

    @Test
    void workers_are_asked_when_no_manager_answers_since_they_may_have_been_promoted() {
        stop("manager");
        lab.swarm.hooks.failing("manager02", () -> new EngineException(500, "no leader"));
        lab.swarm.hooks.failing("manager03", () -> new EngineException(500, "no leader"));
        lab.swarm.role("worker02", "manager");

        assertThat(source.poll().view().nodes()).hasSize(5);
        assertThat(asked()).containsExactly("manager02", "manager03", "worker01", "worker02");
    }

    @Test
    void when_no_manager_answers_the_error_names_the_reason_of_each() {
        stop("manager");
        lab.swarm.hooks.failing("manager02", () -> new EngineException(500, "no leader"));
        lab.swarm.hooks.failing("manager03", () -> new EngineException(0, "Connection refused"));

        assertThatThrownBy(source::poll)
                .isInstanceOf(Failure.class)
                .hasMessage("no manager of the lab lab answers: manager02: no leader; manager03: Connection refused");
    }

    @Test
    void when_all_nodes_are_stopped_the_error_says_so() {
        lab.plan().nodes().forEach(node -> stop(node.name()));

        assertThatThrownBy(source::poll)
                .isInstanceOf(Failure.class)
                .hasMessage("no manager of the lab lab answers: none runs");
    }

    @Test
    void a_poll_while_another_is_pending_asks_the_next_node_first() throws Exception {
        CountDownLatch pending = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        lab.swarm.hooks.before("manager GET /nodes", 1, () -> {
            pending.countDown();
            PublishedState.await("the other answer", () -> answered.getCount() == 0);
        });
        CompletableFuture<SwarmSnapshot> first = CompletableFuture.supplyAsync(source::poll);
        assertThat(pending.await(30, TimeUnit.SECONDS)).isTrue();

        source.poll();
        assertThat(asked()).containsExactly("manager", "manager02");
        answered.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS).view().nodes()).hasSize(5);
        source.poll();
        assertThat(asked()).as("when no poll is pending").hasSize(3).doesNotContain("manager03");
    }

    @Test
    void events_are_followed_through_a_manager_that_answers() {
        stop("manager");
        lab.swarm.hooks.failing("manager02", () -> new EngineException(0, "Connection refused"));

        source.followEvents(() -> {});

        assertThat(lab.swarm.hooks.calls("manager03 GET /events?filters=")).hasSize(1);
    }
}
