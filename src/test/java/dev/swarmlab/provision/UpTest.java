package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpTest {

    private static final String LAB = "workers: 1\nimages: ['my/app:1']";

    @Test
    void makes_a_network_and_a_container_with_a_volume_for_each_node_and_the_registry(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        run.up(LAB);

        assertThat(run.engine.things())
                .containsExactly(
                        "container swarmlab-lab-manager",
                        "container swarmlab-lab-registry",
                        "container swarmlab-lab-worker01",
                        "network swarmlab-lab",
                        "volume swarmlab-lab-manager-data",
                        "volume swarmlab-lab-registry-data",
                        "volume swarmlab-lab-worker01-data");
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void every_node_has_the_image_of_the_registry(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        assertThat(run.up(LAB).nodes()).hasSize(2);

        assertThat(run.engine.hooks.calls("push "))
                .singleElement()
                .asString()
                .startsWith("push localhost:")
                .endsWith("/my/app:1");
        assertThat(run.engine.swarm.hooks.calls("manager POST /images")).hasSize(1);
        assertThat(run.engine.swarm.hooks.calls("worker01 POST /images"))
                .containsExactly("worker01 POST /images/create?fromImage=registry%3A5000%2Fmy%2Fapp%3A1");
    }

    @Test
    void a_node_is_privileged_and_published_on_the_loopback_alone(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        run.up("ports: ['8000:80']");

        ContainerSpecification manager = run.engine.specification("swarmlab-lab-manager");
        assertThat(manager.privileged()).isTrue();
        assertThat(manager.hostname()).isEqualTo("manager");
        assertThat(manager.arguments()).containsExactly("--insecure-registry=registry:5000");
        assertThat(manager.entrypoint())
                .as("the image's own, after what starts containerd")
                .containsExactly("/bin/sh", "/usr/local/lib/swarmlab/beside-containerd", "dockerd-entrypoint.sh");
        assertThat(manager.ports()).extracting(EnginePort::hostAddress).containsOnly("127.0.0.1");
        assertThat(manager.ports()).extracting(EnginePort::containerPort).containsExactly(2376, 80);
        assertThat(run.engine.specification("swarmlab-lab-registry").privileged())
                .isFalse();
    }

    @Test
    void no_secret_is_in_a_label_or_in_the_environment(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        run.up(LAB);

        assertThat(run.engine.containers()).allSatisfy(container -> {
            ContainerSpecification made = run.engine.specification(container.name());
            assertThat(made.toString()).doesNotContain("SWMTKN", "PRIVATE KEY");
        });
    }

    @Test
    void a_second_run_changes_nothing(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up(LAB);
        List<String> before =
                run.engine.containers().stream().map(Object::toString).toList();
        int made = run.engine.hooks.calls("create").size();

        run.up(LAB);

        assertThat(run.engine.containers().stream().map(Object::toString)).isEqualTo(before);
        assertThat(run.engine.hooks.calls("create")).hasSize(made);
        assertThat(run.engine.hooks.calls("remove")).isEmpty();
        assertThat(run.engine.swarm.hooks.calls("manager POST /swarm/init")).hasSize(1);
        assertThat(run.engine.swarm.hooks.calls("worker01 POST /images")).hasSize(1);
    }

    @Test
    void a_worker_that_the_descriptor_no_longer_wants_leaves_the_swarm_and_the_engine(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");

        run.up("workers: 1");

        assertThat(run.engine.things())
                .doesNotContain("container swarmlab-lab-worker02", "volume swarmlab-lab-worker02-data")
                .contains("container swarmlab-lab-worker01");
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void a_worker_that_changed_is_made_anew_and_is_on_the_swarms_list_once(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        String before = run.engine.container("swarmlab-lab-worker01").id();

        run.up("workers: [{count: 1, memory: 1g}]");

        assertThat(run.engine.container("swarmlab-lab-worker01").id()).isNotEqualTo(before);
        assertThat(run.engine.specification("swarmlab-lab-worker01").memoryBytes())
                .isEqualTo(1L << 30);
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void a_worker_that_stopped_is_started_again_and_stays_the_same(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        String before = run.engine.container("swarmlab-lab-worker01").id();
        run.engine.end("swarmlab-lab-worker01", "Exited (137)", "");

        run.up("workers: 1");

        assertThat(run.engine.container("swarmlab-lab-worker01").id()).isEqualTo(before);
        assertThat(run.engine.container("swarmlab-lab-worker01").isRunning()).isTrue();
    }

    /** As a run that was killed leaves it: its certificates may never have been copied into it. */
    @Test
    void a_node_that_was_never_started_is_made_anew(@TempDir Path folder) {
        UpRun run = new UpRun(folder).keeping();
        run.engine.hooks.failing("copyInto swarmlab-lab-worker01", 1, () -> new IllegalStateException("killed"));
        assertThat(run.failedUp("workers: 1")).isNotNull();
        String halfway = run.engine.container("swarmlab-lab-worker01").id();

        run.up("workers: 1");

        assertThat(run.engine.container("swarmlab-lab-worker01").id()).isNotEqualTo(halfway);
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void nodes_that_are_added_trust_the_authority_that_the_others_keep(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");

        run.up("workers: 2");

        assertThat(authority(run, "swarmlab-lab-worker02")).isEqualTo(authority(run, "swarmlab-lab-manager"));
    }

    private static byte[] authority(UpRun run, String container) {
        return run.engine
                .readFile(run.engine.container(container).id(), NodeContainer.AUTHORITY_FILE)
                .orElseThrow();
    }

    @Test
    void the_network_tells_where_the_lab_came_from(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        run.up("workers: 0");

        Map<String, String> labels = run.engine.networks().get(0).labels();
        assertThat(labels)
                .containsEntry(Labels.LAB, "lab")
                .containsEntry(Labels.FILE, "/labs/lab.yml")
                .containsEntry(Labels.DESCRIPTOR, "workers: 0");
    }

    @Test
    void a_plan_touches_nothing(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        assertThat(run.plan("workers: 2").nodes()).hasSize(3);

        assertThat(run.engine.things()).isEmpty();
    }

    @Test
    void a_manager_that_changed_is_left_alone(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0");
        List<String> before = run.engine.things();

        Failure failure = run.failedUp("workers: 0\nmanagers: [{count: 1, memory: 1g}]");

        assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failure).hasMessageContaining("says otherwise of the manager manager");
        assertThat(failure.advice()).isEqualTo("Make the lab anew with: swarmlab down lab, then up again");
        assertThat(run.engine.things()).isEqualTo(before);
    }
}
