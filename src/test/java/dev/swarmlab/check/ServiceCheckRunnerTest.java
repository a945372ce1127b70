package dev.swarmlab.check;

import static dev.swarmlab.check.SingleCheck.PASSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceCheckRunnerTest {

    private static final String ECHO = "registry:5000/swarmlab/echo:1";

    private final FakeLab lab = new FakeLab("workers: 3").joined();
    private final FakeService echo = FakeService.replicated("echo", 4).image(ECHO + "@sha256:11");

    /** Four tasks on two of three workers, in two of three zones; the manager is in none. */
    @BeforeEach
    void run_four_echoes() {
        lab.swarm.running(echo, "worker01", "worker01", "worker02", "worker01");
        lab.swarm.label("worker01", "zone", "East");
        lab.swarm.label("worker02", "zone", "west");
        lab.swarm.label("worker03", "zone", "west");
        lab.swarm.registryDigest(ECHO, "sha256:11");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    running: 4 |
                    running: 3 | echo has 4 running tasks, expected 3
                    completed: 0 |
                    completed: 1 | echo has 0 complete tasks, expected 1
                    nodes: 2 |
                    nodes: 1 |
                    nodes: 3 | echo runs on 2 nodes, expected at least 3: worker01, worker02
                    most_per_node: 3 |
                    most_per_node: 2 | worker01 runs 3 tasks of echo, expected at most 2
                    only: node.role==worker |
                    only: node.role!=manager |
                    only: node.labels.zone==East | echo.3 runs on worker02, expected a node with node.labels.zone==East
                    only: [node.role==worker, node.labels.zone!=east] | echo.1 runs on worker01, expected a node with node.labels.zone!=east
                    only: node.labels.rack!=r1 |
                    only: node.labels.rack==r1 | echo.1 runs on worker01, expected a node with node.labels.rack==r1
                    never: node.role==manager |
                    never: node.hostname==WORKER02 | echo.3 runs on worker02, expected no node with node.hostname==WORKER02
                    never: node.hostname==worker02 | echo.3 runs on worker02, expected no node with node.hostname==worker02
                    never: [node.role==manager, node.labels.zone==EAST] | echo.1 runs on worker01, expected no node with node.labels.zone==EAST
                    evenly: node.hostname | echo is not spread evenly over node.hostname: manager has 0, worker01 has 3, worker02 has 1, worker03 has 0; expected a difference of at most 1
                    evenly: node.labels.zone | echo is not spread evenly over node.labels.zone: East has 3, west has 1; expected a difference of at most 1
                    image: "swarmlab/echo:1" |
                    image: "registry:5000/swarmlab/echo:1" |
                    image: swarmlab/echo | echo.1 on worker01 runs registry:5000/swarmlab/echo:1, expected swarmlab/echo
                    image: "swarmlab/echo:2" | echo.1 on worker01 runs registry:5000/swarmlab/echo:1, expected swarmlab/echo:2
                    image: "other/echo:1" | echo.1 on worker01 runs registry:5000/swarmlab/echo:1, expected other/echo:1
                    """)
    void reports_the_part_that_does_not_pass(String expected, String reason) {
        assertThat(SingleCheck.run(lab, "service: echo, " + expected)).isEqualTo(reason == null ? PASSES : reason);
    }

    @Test
    void every_part_must_pass() {
        assertThat(SingleCheck.run(
                        lab, "service: echo, running: 4, nodes: 2, most_per_node: 3, never: node.role==manager"))
                .isEqualTo(PASSES);
        assertThat(SingleCheck.run(lab, "service: echo, running: 4, nodes: 2, most_per_node: 1"))
                .isEqualTo("worker01 runs 3 tasks of echo, expected at most 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evenly: node.hostname, only: node.role==worker", "evenly: node.labels.zone"})
    void a_difference_of_one_task_is_even_and_excluded_or_drained_nodes_do_not_count(String expected) {
        lab.swarm.removeServices();
        lab.swarm.running(echo, "worker01", "worker02", "worker01");
        lab.swarm.availability("worker03", "drain");

        assertThat(SingleCheck.run(lab, "service: echo, running: 3")).isEqualTo(PASSES);
        assertThat(SingleCheck.run(lab, "service: echo, " + expected)).isEqualTo(PASSES);
    }

    @Test
    void nodes_without_the_label_are_a_group_of_their_own() {
        lab.swarm.running(FakeService.replicated("other", 2), "manager", "manager");

        assertThat(SingleCheck.run(lab, "service: other, evenly: node.labels.zone"))
                .isEqualTo("other is not spread evenly over node.labels.zone: (not set) has 2, East has 0, west has 0;"
                        + " expected a difference of at most 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "most_per_node: 1",
                "only: node.role==worker",
                "never: node.role==manager",
                "evenly: node.hostname",
                "image: swarmlab/echo"
            })
    void a_service_without_running_tasks_passes_only_if_none_are_expected(String expected) {
        lab.swarm.with(FakeService.replicated("idle", 0));

        assertThat(SingleCheck.run(lab, "service: idle, " + expected)).isEqualTo("idle has no running task");
        assertThat(SingleCheck.run(lab, "service: idle, running: 0, " + expected))
                .isEqualTo(PASSES);
    }

    @Test
    void reports_the_state_and_error_of_a_task_that_does_not_run() {
        FakeTask task = FakeTask.of(echo, 4, lab.swarm.id("worker01"));
        lab.swarm.with(task.state("rejected", "shutdown").error("No such image: swarmlab/echo"));

        assertThat(SingleCheck.run(lab, "service: echo, running: 4"))
                .isEqualTo("echo has 3 running tasks, expected 4; echo.4 on worker01 is rejected: No such image:"
                        + " swarmlab/echo");

        lab.swarm.with(task.state("preparing", "running").error(""));
        assertThat(SingleCheck.run(lab, "service: echo, running: 4"))
                .isEqualTo("echo has 3 running tasks, expected 4; echo.4 on worker01 is preparing");
    }

    @Test
    void counts_the_complete_tasks_of_the_jobs_last_run() {
        FakeService job = FakeService.job("job", 3).iteration(7);
        lab.swarm.with(job);
        lab.swarm.with(
                FakeTask.of(job, 1, lab.swarm.id("worker01")).state("complete").iteration(7));
        lab.swarm.with(
                FakeTask.of(job, 2, lab.swarm.id("worker01")).state("complete").iteration(6));
        lab.swarm.with(FakeTask.of(job, 3, lab.swarm.id("worker01"))
                .state("running", "complete")
                .iteration(7));

        assertThat(SingleCheck.run(lab, "service: job, completed: 1, running: 1"))
                .isEqualTo(PASSES);
        assertThat(SingleCheck.run(lab, "service: job, completed: 2")).isEqualTo("job has 1 complete task, expected 2");
    }

    @Test
    void a_missing_service_passes_only_if_no_running_task_is_expected() {
        assertThat(SingleCheck.run(lab, "service: ech, running: 0")).isEqualTo(PASSES);
        assertThat(SingleCheck.run(lab, "service: ech, running: 1"))
                .isEqualTo("there is no service ech; services: echo");
        assertThat(SingleCheck.run(lab, "service: ech, nodes: 1")).isEqualTo("there is no service ech; services: echo");

        lab.swarm.removeServices();
        assertThat(SingleCheck.run(lab, "service: ech, running: 1"))
                .isEqualTo("there is no service ech; the swarm has no services");
    }

    @Test
    void fails_when_the_registry_has_another_digest_of_the_image() {
        lab.swarm.registryDigest(ECHO, "sha256:22");

        assertThat(SingleCheck.run(lab, "service: echo, image: 'swarmlab/echo:1'"))
                .isEqualTo("the tasks run swarmlab/echo:1 with the digest sha256:11, expected sha256:22 as in the lab's"
                        + " registry");
    }

    @Test
    void fails_when_tasks_run_two_digests_of_one_image() {
        FakeService newer = FakeService.replicated("echo", 4).image(ECHO + "@sha256:22");
        lab.swarm.with(FakeTask.of(newer, 1, lab.swarm.id("worker01")));

        assertThat(SingleCheck.run(lab, "service: echo, image: 'swarmlab/echo:1'"))
                .isEqualTo("the tasks run swarmlab/echo:1 with 2 digests, expected 1: sha256:11, sha256:22");
    }

    @Test
    void reads_digests_from_the_labs_registry_only() {
        lab.swarm.running(FakeService.replicated("web", 1).image("nginx:1@sha256:33"), "worker01");

        assertThat(SingleCheck.run(lab, "service: web, image: 'nginx:1'")).isEqualTo(PASSES);
        assertThat(lab.swarm.hooks.calls("manager GET /distribution")).isEmpty();
    }

    @Test
    void an_image_without_a_tag_is_the_latest() {
        lab.swarm.running(FakeService.replicated("web", 1).image("registry:5000/swarmlab/echo:latest"), "worker01");

        assertThat(SingleCheck.run(lab, "service: web, image: swarmlab/echo")).isEqualTo(PASSES);
        assertThat(SingleCheck.run(lab, "service: web, image: 'registry:5000/swarmlab/echo'"))
                .isEqualTo(PASSES);
    }
}
