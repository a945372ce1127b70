package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.labfile.NodeSelector;
import dev.swarmlab.labfile.StackVariable;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabClientTest {

    private static final NodeSelector ANY_WORKER = new NodeSelector.AnyWorker();
    private static final NodeSelector LEADER = new NodeSelector.Leader();

    private final FakeLab lab = new FakeLab("managers: 3\nworkers: 2").joined();
    private final LabClient open = lab.open();

    private void stop(String node) {
        lab.engine.stop("swarmlab-lab-" + node, 0);
    }

    private String found(NodeSelector choice) {
        return LabClient.nameOf(open.find(choice));
    }

    private void failing(String manager, String reason) {
        lab.swarm.hooks.failing(manager + " GET", () -> new EngineException(500, reason));
    }

    @Test
    void the_first_manager_that_answers_is_asked() {
        assertThat(open.ask(NodeDaemon::nodes)).extracting(SwarmNode::hostname).hasSize(5);

        assertThat(lab.swarm.hooks.calls("manager GET /nodes")).hasSize(1);
        assertThat(lab.swarm.hooks.calls("manager02 GET /nodes")).isEmpty();
    }

    @Test
    void a_manager_that_does_not_run_is_not_asked_and_one_that_has_no_leader_is_passed_over() {
        stop("manager");
        failing("manager02", "rpc error: The swarm does not have a leader");

        assertThat(open.ask(NodeDaemon::nodes)).hasSize(5);
        assertThat(lab.swarm.hooks.calls("manager03 GET /nodes")).hasSize(1);
    }

    @Test
    void the_errors_of_all_managers_are_reported_when_none_answers() {
        failing("manager", "no leader");
        failing("manager02", "not a manager");
        stop("manager03");

        assertThatThrownBy(() -> open.ask(NodeDaemon::nodes))
                .hasMessage("no manager of the lab lab answers: manager: no leader; manager02: not a manager");
    }

    @Test
    void a_wait_for_a_value_goes_on_while_no_manager_answers() {
        Stream.of("manager", "manager02", "manager03")
                .forEach(manager -> lab.swarm.hooks.failing(
                        manager + " GET /nodes", 2, () -> new EngineException(503, "no leader")));

        List<SwarmNode> nodes = Await.until(
                "a manager",
                Deadline.in(Duration.ofSeconds(20)),
                () -> open.poll(NodeDaemon::nodes),
                listed -> Answer.ready());

        assertThat(nodes).hasSize(5);
        assertThat(lab.swarm.hooks.calls("manager GET /nodes")).hasSize(3);
    }

    @Test
    void stopped_managers_are_reported() {
        stop("manager");
        stop("manager02");
        lab.engine.pause("swarmlab-lab-manager03");

        assertThatThrownBy(() -> open.ask(NodeDaemon::nodes))
                .hasMessage("no manager of the lab lab answers: none runs");
        assertThatThrownBy(() -> open.find(NodeSelector.ANY_MANAGER))
                .hasMessage("no manager of the lab lab is running");
    }

    @Test
    void a_node_is_found_by_its_name_even_when_it_is_stopped() {
        stop("worker02");

        assertThat(open.find(new NodeSelector.Named("worker02")).isRunning()).isFalse();
        assertThat(open.runningNode("worker02")).isEmpty();
        assertThat(open.runningNode("worker01")).isPresent();
    }

    @Test
    void an_unknown_node_is_reported_with_the_names_of_the_nodes() {
        assertThatThrownBy(() -> open.find(new NodeSelector.Named("worker03")))
                .hasMessage("the lab lab has no node named worker03: its nodes are manager, manager02, manager03,"
                        + " worker01, worker02");
    }

    @Test
    void any_manager_and_any_worker_are_the_first_that_run() {
        assertThat(found(NodeSelector.ANY_MANAGER)).isEqualTo("manager");
        assertThat(found(ANY_WORKER)).isEqualTo("worker01");

        stop("manager");
        stop("worker01");
        assertThat(found(NodeSelector.ANY_MANAGER)).isEqualTo("manager02");
        assertThat(found(ANY_WORKER)).isEqualTo("worker02");

        stop("worker02");
        assertThatThrownBy(() -> open.find(ANY_WORKER)).hasMessage("no worker of the lab lab is running");
    }

    @Test
    void the_leader_is_the_one_that_leads_at_that_moment() {
        assertThat(found(LEADER)).isEqualTo("manager");

        lab.swarm.lead("manager03");
        assertThat(found(LEADER)).isEqualTo("manager03");

        lab.swarm.lead("nobody");
        assertThatThrownBy(() -> open.find(LEADER)).hasMessage("the swarm has no leader");
    }

    @Test
    void with_a_routing_mesh_services_have_virtual_addresses() {
        assertThat(open.variables())
                .containsEntry(StackVariable.REGISTRY, "registry:5000")
                .containsEntry(StackVariable.ENDPOINT_MODE, "vip")
                .containsEntry(StackVariable.PUBLISH_MODE, "ingress")
                .containsEntry(StackVariable.LAB, "lab")
                .containsOnlyKeys(StackVariable.values());
    }

    @Test
    void without_a_routing_mesh_they_are_found_by_round_robin_and_published_on_their_nodes() {
        lab.engine.answering("ip_vs", 1, "");

        assertThat(open.variables())
                .containsEntry(StackVariable.REGISTRY, "registry:5000")
                .containsEntry(StackVariable.ENDPOINT_MODE, "dnsrr")
                .containsEntry(StackVariable.PUBLISH_MODE, "host");
    }

    @Test
    void a_worker_that_was_promoted_is_asked_when_the_managers_were_demoted() {
        lab.plan().managers().forEach(manager -> lab.swarm.role(manager.name(), "worker"));
        lab.swarm.role("worker01", "manager");

        assertThat(open.view().nodes()).isNotEmpty();
        assertThat(lab.swarm.hooks.calls("worker01 GET /nodes")).hasSize(1);
    }

    @Test
    void the_kernel_is_read_in_a_worker_when_no_manager_runs() {
        lab.engine.answering("ip_vs", 1, "");
        lab.plan().managers().forEach(manager -> lab.engine.stop(manager.container(), 0));

        assertThat(open.hasRoutingMesh()).isFalse();
    }

    @Test
    void the_kernel_is_read_once() {
        open.variables();
        open.variables();

        assertThat(lab.engine.hooks.calls("execute")).hasSize(1);
    }

    /** The exit code of a command that the container runtime could not start. */
    @Test
    void a_command_that_did_not_run_says_nothing_about_the_kernel() {
        lab.engine.answering("ip_vs", 126, "OCI runtime exec failed");

        assertThatThrownBy(open::hasRoutingMesh)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("ended with exit code 126: OCI runtime exec failed");
    }

    @Test
    void a_failure_of_the_question_ends_a_wait() {
        assertThatThrownBy(() -> open.probe(manager -> {
                    throw Failure.of(FailureKind.FAILED, "worker01 stopped");
                }))
                .isInstanceOf(Failure.class)
                .hasMessage("worker01 stopped");
        assertThatThrownBy(() -> open.poll(manager -> {
                    throw Failure.of(FailureKind.FAILED, "worker01 stopped");
                }))
                .isInstanceOf(Failure.class)
                .hasMessage("worker01 stopped");
    }
}
