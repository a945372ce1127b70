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
    private final LabSwarmSource managers = managers();

    private LabSwarmSource managers() {
        LabClient open = lab.open();
        return new LabSwarmSource(open, open::nodes);
    }

    private void stop(String node) {
        lab.engine.stop(lab.node(node).container(), 0);
    }

    /** The nodes that were asked, in turn, with only one question of each look counted. */
    private List<String> asked() {
        return Stream.of("manager", "manager02", "manager03", "worker01", "worker02")
                .flatMap(node -> lab.swarm.hooks.calls(node + " GET /nodes").stream())
                .map(call -> call.substring(0, call.indexOf(' ')))
                .toList();
    }

    @Test
    void tells_what_the_first_manager_answers() {
        SwarmSnapshot look = managers.look();

        assertThat(look.view().nodes()).hasSize(5);
        assertThat(asked()).containsExactly("manager");
    }

    @Test
    void networks_are_looked_at_too() {
        lab.swarm.withNetwork("localnet", false, true, "10.9.0.0/24", Map.of());

        assertThat(managers.look().networks()).hasSize(1);
    }

    @Test
    void another_manager_is_asked_when_one_is_switched_off() {
        managers.look();
        stop("manager");

        assertThat(managers.look().view().nodes()).hasSize(5);
        assertThat(asked()).containsExactly("manager", "manager02");
    }

    @Test
    void the_one_that_answered_last_is_asked_first() {
        lab.swarm.hooks.failing("manager GET", 1, () -> new EngineException(500, "no leader"));

        managers.look();
        managers.look();

        assertThat(asked()).containsExactly("manager", "manager02", "manager02");
    }

    @Test
    void workers_are_asked_when_no_manager_answers_since_they_may_have_been_promoted() {
        stop("manager");
        lab.swarm.hooks.failing("manager02", () -> new EngineException(500, "no leader"));
        lab.swarm.hooks.failing("manager03", () -> new EngineException(500, "no leader"));
        lab.swarm.role("worker02", "manager");

        assertThat(managers.look().view().nodes()).hasSize(5);
        assertThat(asked()).containsExactly("manager02", "manager03", "worker01", "worker02");
    }

    @Test
    void when_nobody_answers_every_managers_reason_is_told() {
        stop("manager");
        lab.swarm.hooks.failing("manager02", () -> new EngineException(500, "no leader"));
        lab.swarm.hooks.failing("manager03", () -> new EngineException(0, "Connection refused"));

        assertThatThrownBy(managers::look)
                .isInstanceOf(Failure.class)
                .hasMessage("no manager of the lab lab answers: manager02: no leader; manager03: Connection refused");
    }

    @Test
    void when_all_are_switched_off_it_says_so() {
        lab.plan().nodes().forEach(node -> stop(node.name()));

        assertThatThrownBy(managers::look)
                .isInstanceOf(Failure.class)
                .hasMessage("no manager of the lab lab answers: none runs");
    }

    @Test
    void a_question_that_is_asked_while_another_waits_goes_to_the_next_node_first() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        lab.swarm.hooks.before("manager GET /nodes", 1, () -> {
            waits.countDown();
            PublishedState.await("the other answer", () -> answered.getCount() == 0);
        });
        CompletableFuture<SwarmSnapshot> first = CompletableFuture.supplyAsync(managers::look);
        assertThat(waits.await(30, TimeUnit.SECONDS)).isTrue();

        managers.look();
        assertThat(asked()).containsExactly("manager", "manager02");
        answered.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS).view().nodes()).hasSize(5);
        managers.look();
        assertThat(asked()).as("when nothing waits any more").hasSize(3).doesNotContain("manager03");
    }

    @Test
    void events_are_followed_through_whoever_answers() {
        stop("manager");
        lab.swarm.hooks.failing("manager02", () -> new EngineException(0, "Connection refused"));

        managers.follow(() -> {});

        assertThat(lab.swarm.hooks.calls("manager03 GET /events?filters=")).hasSize(1);
    }
}
