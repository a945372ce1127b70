package dev.swarmlab.junit;

import static dev.swarmlab.junit.Conditions.allNodesReady;
import static dev.swarmlab.junit.Conditions.node;
import static dev.swarmlab.junit.Conditions.service;
import static dev.swarmlab.junit.SwarmLabAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.SwarmNodeState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What tests do with a lab. */
@SwarmLab("src/test/labs/gateway.yml")
class LabIT {

    private static final String ECHO = "registry:5000/swarmlab/echo:latest";

    @AfterEach
    void restore(Lab lab) {
        lab.reset();
    }

    @Test
    void survives_the_loss_of_a_worker(Lab lab) throws IOException, InterruptedException {
        lab.node("worker01").kill();

        lab.await(service("echo_api").running(3).within(ofSeconds(90)));
        assertThat(lab.service("echo_api")).runsOnlyOn("role", "worker").runsOn("worker02");
        assertThat(lab.http(8000).get("/").body()).contains("Hello");
    }

    @Test
    void has_a_name_and_ports_of_its_own(Lab lab) {
        assertThat(lab.name()).matches("gateway-[0-9a-f]{8}");
        assertThat(lab.port(8000)).isNotEqualTo(8000).isBetween(10_000, 20_000);
        assertThatThrownBy(() -> lab.http(9000))
                .isInstanceOf(SwarmLabException.class)
                .hasMessage("the lab file publishes no port 9000: its ports are [8000]\n"
                        + "Add it to the lab file, as in: ports: [\"9000:9000\"]");
    }

    @Test
    void reaches_the_daemon_of_each_node(DockerClient manager, @OnNode("worker02") DockerClient worker) {
        assertThat(manager.listSwarmNodesCmd().exec())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.getStatus().getState()).isEqualTo(SwarmNodeState.READY));
        assertThat(worker.infoCmd().exec().getName()).isEqualTo("worker02");
    }

    @Test
    void injects_faults_and_ends_them(Lab lab, @OnNode("worker01") Node worker) {
        worker.pause();
        lab.await(node("worker01").down().within(ofSeconds(60)));
        assertThat(worker).isDown();
        worker.unpause();
        lab.await(allNodesReady().within(ofSeconds(60)));

        worker.partition();
        lab.await(node("worker01").down().within(ofSeconds(60)));
        worker.heal();
        lab.await(allNodesReady().within(ofSeconds(60)));

        worker.promote();
        assertThat(worker).isReady().isManager();
        worker.demote();
        assertThat(worker).isWorker();
        assertThat(lab.leader()).isLeader().isManager();
    }

    @Test
    void changes_services_and_reads_their_logs(Lab lab, @OnNode("worker01") Node worker) {
        lab.service("echo_api").scale(1);
        lab.await(service("echo_api").running(1).within(ofSeconds(60)));
        lab.manager()
                .exec(
                        "docker",
                        "service",
                        "create",
                        "--detach",
                        "--name",
                        "talk",
                        ECHO,
                        "sh",
                        "-c",
                        "echo hello; sleep 60");
        lab.await(service("talk").running(1).within(ofSeconds(60)));
        assertThat(lab.service("talk").logs()).contains("talk.1", "| hello");

        worker.drain();
        lab.await(service("echo_api").running(1).within(ofSeconds(60)));
        worker.activate();

        lab.deploy("second", Path.of("src/test/labs/second-stack.yml"));
        assertThat(lab).hasOnlyReadyNodes().hasOnlyServices("second_api", "echo_api", "echo_front", "talk");
        lab.removeStack("second");
        lab.await(service("second_api").absent());
        assertThat(lab.service("second_api").exists()).isFalse();
    }

    @Test
    void reaches_a_node_that_a_reset_has_recreated(Lab lab, @OnNode("worker02") DockerClient client) {
        Node worker = lab.node("worker02");
        assertThat(client.infoCmd().exec().getName()).isEqualTo("worker02");
        worker.exec("touch", "/root/notes");

        lab.reset();

        assertThat(worker.exec("ls", "/root").output()).isEmpty();
        assertThat(client.infoCmd().exec().getName()).isEqualTo("worker02");
        assertThat(worker).isReady();
    }

    @Test
    void runs_commands_in_nodes(Node manager) {
        assertThat(manager.exec("docker", "node", "ls", "--quiet").output().lines())
                .hasSize(3);
        assertThat(manager.exec("sh", "-c", "echo wrong; exit 3")).isEqualTo(new CommandResult(3, "wrong\n"));
        assertThat(manager.logs()).contains("API listen on");
    }

    @Test
    void runs_the_checks_and_scenarios_of_the_lab_file(Lab lab) {
        lab.check();
        lab.drill("a task dies");

        lab.service("echo_api").scale(2);
        assertThatThrownBy(lab::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("✗ three tasks run", "echo_api.1", "worker01");
        assertThatThrownBy(() -> lab.drill("another"))
                .isInstanceOf(SwarmLabException.class)
                .hasMessage("the lab file has no scenario named \"another\": it has a task dies");
    }

    @Test
    void shows_the_swarm_when_an_expectation_is_not_met(Lab lab) {
        List<String> swarm = List.of("worker02", "{role=worker}", "echo_api.3", "running");

        assertThatThrownBy(() -> lab.await(service("echo_api").running(4).within(ofSeconds(1))))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("gave up waiting for 4 running tasks of echo_api after 1 s: 3 of 4 tasks run")
                .hasMessageContainingAll(swarm.toArray(String[]::new));
        assertThatThrownBy(() -> assertThat(lab.service("echo_front")).runsOnlyOn("role", "worker"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("expected the service echo_front to run only on nodes with role=worker,"
                        + " but it also runs on [manager]")
                .hasMessageContainingAll(swarm.toArray(String[]::new));
        assertThatThrownBy(() -> assertThat(lab.service("nothing")).hasRunningTasks(1))
                .hasMessageStartingWith("expected the service nothing to exist, but it does not");
        assertThatThrownBy(() -> assertThat(lab.node("worker01")).isLeader())
                .hasMessageStartingWith("expected worker01 to be the leader, but it is not");
    }

    @Nested
    class Inside {

        @Test
        void uses_the_lab_of_the_class_around_it(Lab lab) {
            assertThat(lab.nodes()).extracting(Node::name).containsExactly("manager", "worker01", "worker02");
        }
    }
}
