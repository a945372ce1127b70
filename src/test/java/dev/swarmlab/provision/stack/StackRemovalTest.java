package dev.swarmlab.provision.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackRemovalTest {

    private final FakeLab lab = new FakeLab("workers: 2").joined();
    private final FakeService api = FakeService.replicated("shop_api", 2).stack("shop");
    private final FakeService other = FakeService.replicated("other", 1).stack("mine");

    @BeforeEach
    void run_two_stacks() {
        lab.swarm.running(api, "worker01", "worker02").running(other, "worker01");
    }

    private void remove(Duration time) {
        new StackRemoval(lab.open()).run("shop", Deadline.in(time));
    }

    private void end(int slot, String node) {
        lab.swarm.with(FakeTask.of(api, slot, lab.swarm.id(node)).state("shutdown"));
    }

    @Test
    void waits_until_the_last_of_its_tasks_has_ended() {
        end(2, "worker02");
        lab.swarm.hooks.before("manager GET /tasks", () -> {
            if (lab.swarm.hooks.calls("manager GET /tasks").size() == 4) {
                end(1, "worker01");
            }
        });

        remove(Duration.ofSeconds(20));

        assertThat(lab.engine.hooks.calls("execute"))
                .containsExactly("execute swarmlab-lab-manager docker stack rm shop");
        assertThat(lab.swarm.hooks.calls("manager GET /tasks")).hasSize(4);
    }

    @Test
    void does_not_wait_for_tasks_on_nodes_that_are_down() {
        end(2, "worker02");
        lab.swarm.state("worker01", "down");

        remove(Duration.ofSeconds(20));

        assertThat(lab.swarm.hooks.calls("manager GET /tasks")).hasSize(2);
    }

    @Test
    void reports_how_many_tasks_still_run_at_the_deadline() {
        lab.swarm.with(FakeTask.of(api, 3, "").state("pending", "remove"));

        assertThatThrownBy(() -> remove(Duration.ofMillis(10))).hasMessageEndingWith("3 still run");
    }

    @Test
    void does_not_wait_when_docker_refuses() {
        lab.engine.answering("docker stack rm", () -> new ExecResult(1, "permission denied\n"));

        assertThatThrownBy(() -> remove(Duration.ofSeconds(20)))
                .hasMessage("docker can't remove the stack shop: permission denied");
    }

    @Test
    void does_not_wait_for_an_unknown_stack() {
        lab.swarm.removeServices();

        remove(Duration.ofSeconds(20));

        assertThat(lab.swarm.hooks.calls("manager GET /tasks")).hasSize(2);
    }

    /** As during an election. */
    @Test
    void the_wait_goes_on_while_no_manager_answers() {
        lab.engine.answering("docker stack rm", () -> {
            lab.swarm.hooks.failing(
                    "manager GET /tasks",
                    2,
                    () -> new EngineException(503, "rpc error: The swarm does not have a leader"));
            end(1, "worker01");
            end(2, "worker02");
            return new ExecResult(0, "");
        });

        remove(Duration.ofSeconds(20));

        assertThat(lab.swarm.hooks.calls("manager GET /tasks")).hasSize(4);
    }
}
