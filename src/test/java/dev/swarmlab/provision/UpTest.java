package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.lab.NodeContainer;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.Planner;
import dev.swarmlab.plan.PlanningInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpTest {

    private static final String LAB = "workers: 1\nimages: ['my/app:1']";

    @Test
    void creates_a_network_and_a_container_with_a_volume_for_each_node_and_the_registry(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        run.up(LAB);

        assertThat(run.engine.things())
                .containsExactly(
                        "container swarmlab-lab-manager",
                        "container swarmlab-lab-registry",
                        "container swarmlab-lab-worker01",
                        "network swarmlab-lab",
                        "volume swarmlab-lab-file-1",
                        "volume swarmlab-lab-manager-data",
                        "volume swarmlab-lab-registry-data",
                        "volume swarmlab-lab-worker01-data");
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void a_node_whose_port_is_in_use_gets_another_port(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        int planned = Planner.plan(SampleLabFile.lab(LAB), PlanningInput.EMPTY)
                .nodes()
                .get(1)
                .apiPort();
        run.engine.hooks.failing(
                "start swarmlab-lab-worker01",
                1,
                () -> new EngineException(500, "Bind for 127.0.0.1:" + planned + " failed: port is already allocated"));

        run.up(LAB);

        assertThat(run.engine.container("swarmlab-lab-worker01").label(Labels.PORT))
                .isNotEqualTo(String.valueOf(planned));
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
    void a_node_is_privileged_and_published_on_the_loopback_address_only(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        run.up("ports: ['8000:80']");

        ContainerSpecification manager = run.engine.specification("swarmlab-lab-manager");
        assertThat(manager.privileged()).isTrue();
        assertThat(manager.hostname()).isEqualTo("manager");
        assertThat(manager.arguments()).containsExactly("--insecure-registry=registry:5000");
        assertThat(manager.entrypoint())
                .as("the image's entrypoint, after the script that starts containerd")
                .containsExactly("/bin/sh", "/usr/local/lib/swarmlab/containerd-sidecar", "dockerd-entrypoint.sh");
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
            ContainerSpecification specification = run.engine.specification(container.name());
            assertThat(specification.toString()).doesNotContain("SWMTKN", "PRIVATE KEY");
        });
    }

    @Test
    void a_kernel_without_a_routing_mesh_is_reported_on_one_line(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        assertThat(run.up(LAB).table()).doesNotContain("ip_vs");

        run.engine.answering("ip link show ip_vs", 1, "");
        LabReport report = run.up(LAB);

        assertThat(report.routingMesh()).isFalse();
        assertThat(report.table().lines().filter(line -> line.contains("ip_vs")))
                .containsExactly("routing   this kernel has no ip_vs: `--publish 80:8080` does not answer,"
                        + " use `--publish mode=host,published=80,target=8080`");
        assertThat(run.said).noneMatch(line -> line.contains("ip_vs"));
    }

    @Test
    void the_routing_mesh_is_unknown_when_no_node_runs(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0");
        run.engine.end("swarmlab-lab-manager", "Exited (137)", "");

        LabResources lab = LabResources.in(EngineSnapshot.of(run.engine, new Parallel(false)), "lab");

        assertThat(new LabStatus(run.engine, new Parallel(false)).report(lab).routingMesh())
                .isNull();
    }

    @Test
    void a_second_run_changes_nothing(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up(LAB);
        List<String> before =
                run.engine.containers().stream().map(Object::toString).toList();
        int created = withoutLocks(run.engine.hooks.calls("create")).size();

        run.up(LAB);

        assertThat(run.engine.containers().stream().map(Object::toString)).isEqualTo(before);
        assertThat(withoutLocks(run.engine.hooks.calls("create"))).hasSize(created);
        assertThat(withoutLocks(run.engine.hooks.calls("remove"))).isEmpty();
        assertThat(run.engine.swarm.hooks.calls("manager POST /swarm/init")).hasSize(1);
        assertThat(run.engine.swarm.hooks.calls("worker01 POST /images")).hasSize(1);
    }

    private static List<String> withoutLocks(List<String> calls) {
        return calls.stream()
                .filter(call -> !call.contains("Volume swarmlab-lab-lock-"))
                .toList();
    }

    @Test
    void a_worker_that_the_lab_file_no_longer_has_is_removed_from_the_swarm_and_the_engine(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");

        run.up("workers: 1");

        assertThat(run.engine.things())
                .doesNotContain("container swarmlab-lab-worker02", "volume swarmlab-lab-worker02-data")
                .contains("container swarmlab-lab-worker01");
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void a_worker_with_changed_settings_is_recreated_and_listed_once(@TempDir Path folder) {
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
    void an_image_that_can_not_be_pulled_changes_nothing(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");
        List<String> before = ids(run);
        run.engine.hooks.failing("pull my/typo:1", () -> new EngineException(404, "pull access denied"));

        Failure failure = run.failedUp("workers: [{count: 2, image: 'my/typo:1'}]");

        assertThat(failure).hasMessageContaining("can't get the image my/typo:1");
        assertThat(ids(run)).isEqualTo(before);
        assertThat(run.engine.swarm.list())
                .containsExactlyInAnyOrder(
                        "manager ready active {}", "worker01 ready active {}", "worker02 ready active {}");
    }

    @Test
    void a_worker_is_replaced_only_when_the_worker_before_it_is_ready(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");
        String second = run.engine.container("swarmlab-lab-worker02").id();
        List<String> whenTheSecondIsRemoved = new ArrayList<>();
        run.engine.hooks.before(
                "removeContainer " + second, () -> whenTheSecondIsRemoved.addAll(run.engine.swarm.list()));

        run.up("workers: [{count: 2, memory: 1g, labels: {zone: b}}]");

        assertThat(whenTheSecondIsRemoved).contains("worker01 ready active {zone=b}");
        assertThat(run.engine.specification("swarmlab-lab-worker01").memoryBytes())
                .isEqualTo(1L << 30);
        assertThat(run.engine.specification("swarmlab-lab-worker02").memoryBytes())
                .isEqualTo(1L << 30);
    }

    @Test
    void a_setting_that_prevents_the_start_affects_one_node_only(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");
        String second = run.engine.container("swarmlab-lab-worker02").id();
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> new EngineException(500, "no such flag"));

        run.failedUp("workers: [{count: 2, memory: 1g}]");

        assertThat(run.engine.container("swarmlab-lab-worker02").id()).isEqualTo(second);
        assertThat(run.engine.swarm.list()).contains("worker02 ready active {}");
    }

    @Test
    void workers_that_were_replaced_already_stay_when_a_later_one_does_not_start(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2");
        String first = run.engine.container("swarmlab-lab-worker01").id();
        run.engine.hooks.failing("start swarmlab-lab-worker02", () -> new EngineException(500, "no memory left"));

        run.failedUp("workers: [{count: 2, memory: 1g}]");

        assertThat(run.engine.container("swarmlab-lab-worker01").id()).isNotEqualTo(first);
        assertThat(run.engine.swarm.list()).contains("worker01 ready active {}");
        assertThat(run.said).contains("kept worker01: the lab had it before this run");
    }

    /**
     * Its container was removed, and the new one can't be started. The volume still holds the data of the only manager.
     */
    @Test
    void a_manager_that_could_not_be_started_again_comes_back_with_the_next_up(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        String id = run.engine.swarm.id("manager");
        run.engine.removeContainer("swarmlab-lab-manager");
        run.engine.hooks.failing("start swarmlab-lab-manager", 1, () -> new EngineException(500, "no memory left"));
        run.failedUp("workers: 1");

        run.up("workers: 1");

        assertThat(run.engine.swarm.id("manager")).isEqualTo(id);
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void a_lab_whose_network_was_removed_gets_its_subnet_again(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0\nsubnet: 10.99.7.0/24");
        run.engine.removeContainer("swarmlab-lab-manager");
        run.engine.removeContainer("swarmlab-lab-registry");
        run.engine.removeNetwork("swarmlab-lab");

        run.up("workers: 0");

        assertThat(run.engine.networks()).singleElement().satisfies(network -> assertThat(network.subnets())
                .containsExactly("10.99.7.0/24"));
    }

    @Test
    void a_node_of_the_users_own_stays_listed_while_it_is_down(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        run.engine.swarm.add("laptop", "down");

        run.up("workers: 1");

        assertThat(run.engine.swarm.list()).contains("laptop down active {}");
    }

    @Test
    void a_second_run_shows_no_messages(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: [{count: 1, labels: {zone: b}}]");
        run.said.clear();

        run.up("workers: [{count: 1, labels: {zone: b}}]");

        assertThat(run.said).isEmpty();
    }

    @Test
    void overwritten_labels_and_availability_are_reported(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: [{count: 1, labels: {zone: b}}]");
        run.said.clear();

        LabReport report = run.up("workers: [{count: 1, availability: drain}]");

        assertThat(report.notices()).isEqualTo(run.said);
        assertThat(run.said)
                .containsExactly("worker01: availability active -> drain, labels {zone=b} -> {}, as in the lab file");
    }

    @Test
    void labels_and_roles_that_a_replaced_worker_loses_are_reported(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: [{count: 1, labels: {zone: b}}]");
        run.engine.swarm.label("worker01", "exercise", "3");
        run.engine.swarm.role("worker01", "manager");
        run.said.clear();

        run.up("workers: [{count: 1, labels: {zone: b}, memory: 1g}]");

        assertThat(run.said)
                .contains(
                        "worker01: labels {exercise=3, zone=b} -> {zone=b}, as in the lab file",
                        "worker01 is a worker again, as in the lab file: it had been promoted");
    }

    @Test
    void labels_set_by_hand_on_a_node_whose_container_was_removed_are_reported(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        run.engine.swarm.label("worker01", "exercise", "3");
        run.engine.removeContainer("swarmlab-lab-worker01");
        run.said.clear();

        run.up("workers: 1");

        assertThat(run.said).containsExactly("worker01: labels {exercise=3} -> {}, as in the lab file");
    }

    @Test
    void a_new_image_of_the_same_name_is_not_applied_but_reported(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        List<String> before = ids(run);
        run.said.clear();
        run.engine.withImage("my/new:1", Map.of()).tag("my/new:1", "my/node:1");

        run.up("workers: 1");

        assertThat(run.said)
                .containsExactly("the new image my/node:1 is not used by manager, worker01;"
                        + " to use it, run: swarmlab down lab, then swarmlab up");
        assertThat(ids(run)).isEqualTo(before);
    }

    private static List<String> ids(UpRun run) {
        return run.engine.containers().stream().map(EngineContainer::id).toList();
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

    /** A killed run leaves such a node. Its certificates may not have been copied into it. */
    @Test
    void a_node_that_was_never_started_is_recreated(@TempDir Path folder) {
        UpRun run = new UpRun(folder).keeping();
        run.engine.hooks.failing("copyInto swarmlab-lab-worker01", 1, () -> new IllegalStateException("killed"));
        assertThat(run.failedUp("workers: 1")).isNotNull();
        String halfway = run.engine.container("swarmlab-lab-worker01").id();

        run.up("workers: 1");

        assertThat(run.engine.container("swarmlab-lab-worker01").id()).isNotEqualTo(halfway);
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void added_nodes_have_the_certificate_authority_of_the_others(@TempDir Path folder) {
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
    void the_lab_file_is_stored_in_the_labels_of_a_volume(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        run.up("workers: 0");

        assertThat(origin(run)).isEqualTo(new Origin("/labs/lab.yml", "workers: 0", "ann@laptop"));
        assertThat(run.engine.volumes())
                .filteredOn(volume -> volume.name().equals("swarmlab-lab-file-1"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.labels())
                        .containsEntry(Labels.LAB, "lab")
                        .containsEntry(Labels.FILE, "/labs/lab.yml")
                        .containsEntry(Labels.LAB_FILE_TEXT, "workers: 0"));
    }

    @Test
    void the_overrides_are_stored_with_the_lab_file(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        Overrides overrides = new Overrides("lab", List.of("workers=0", "node.memory=1g", "workers=0"));

        run.with(overrides).up("workers: 0");

        assertThat(origin(run)).isEqualTo(new Origin("/labs/lab.yml", "workers: 0", "ann@laptop", overrides));
        assertThat(run.engine.volumes())
                .filteredOn(volume -> volume.name().equals("swarmlab-lab-file-1"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.labels())
                        .containsEntry("dev.swarmlab.name", "lab")
                        .containsEntry("dev.swarmlab.set.1", "workers=0")
                        .containsEntry("dev.swarmlab.set.2", "node.memory=1g")
                        .containsEntry("dev.swarmlab.set.3", "workers=0"));
    }

    @Test
    void a_second_up_with_other_overrides_replaces_the_stored_ones(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.with(new Overrides("lab", List.of("workers=1"))).up("workers: 1");

        run.with(Overrides.NONE).up("workers: 1");

        assertThat(origin(run).overrides()).isEqualTo(Overrides.NONE);
        assertThat(run.engine.things()).contains("volume swarmlab-lab-file-2");
    }

    @Test
    void a_second_up_replaces_the_stored_lab_file(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0");

        run.up("workers: 1");

        assertThat(origin(run).text()).isEqualTo("workers: 1");
        assertThat(run.engine.things())
                .contains("volume swarmlab-lab-file-2")
                .doesNotContain("volume swarmlab-lab-file-1");
    }

    @Test
    void the_former_lab_file_is_removed_after_the_new_one_was_stored(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0");
        run.engine.hooks.before("removeVolume swarmlab-lab-file-1", () -> assertThat(run.engine.things())
                .contains("volume swarmlab-lab-file-2"));

        run.up("workers: 1");

        assertThat(run.engine.hooks.calls("removeVolume swarmlab-lab-file")).hasSize(1);
    }

    @Test
    void two_lab_files_that_a_killed_run_left_become_one_again(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0");
        run.engine.hooks.failing("removeVolume swarmlab-lab-file-1", 1, () -> new IllegalStateException("killed"));
        assertThat(run.failedUp("workers: 1")).isNotNull();
        assertThat(origin(run).text()).isEqualTo("workers: 1");

        run.up("workers: 1");

        assertThat(run.engine.things())
                .filteredOn(thing -> thing.contains("-file-"))
                .containsExactly("volume swarmlab-lab-file-2");
    }

    @Test
    void a_failed_up_keeps_the_lab_file_of_the_last_successful_one(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0");
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> new EngineException(500, "no space left"));

        run.failedUp("workers: 1");

        assertThat(origin(run).text()).isEqualTo("workers: 0");
    }

    @Test
    void the_lab_file_of_a_lab_of_an_older_version_is_read_from_its_network(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        Map<String, String> labels = Map.of(Labels.LAB, "lab", Labels.FILE, "/labs/lab.yml");
        Map<String, String> withText = new HashMap<>(labels);
        withText.put(Labels.LAB_FILE_TEXT, "workers: 0");
        run.engine.withNetwork("swarmlab-lab", "10.213.7.0/24", withText);
        assertThat(origin(run).text()).isEqualTo("workers: 0");

        run.up("workers: 1");

        assertThat(origin(run).text()).isEqualTo("workers: 1");
    }

    private static Origin origin(UpRun run) {
        return LabResources.in(EngineSnapshot.of(run.engine, new Parallel(true)), "lab")
                .origin()
                .orElseThrow();
    }

    @Test
    void a_preview_changes_nothing(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        assertThat(run.preview("workers: 2").containers()).hasSize(4);

        assertThat(run.engine.things()).isEmpty();
    }

    @Test
    void the_only_manager_gets_a_new_container_and_stays_the_same_node(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        String container = run.engine.container("swarmlab-lab-manager").id();
        String node = run.engine.swarm.id("manager");
        run.said.clear();

        run.up("workers: 1\nmanagers: [{count: 1, memory: 1g}]\nports: ['8000:80']");

        assertThat(run.engine.container("swarmlab-lab-manager").id()).isNotEqualTo(container);
        assertThat(run.engine.specification("swarmlab-lab-manager").memoryBytes())
                .isEqualTo(1L << 30);
        assertThat(run.engine.swarm.id("manager")).isEqualTo(node);
        assertThat(run.engine.hooks.calls("removeVolume swarmlab-lab-manager")).isEmpty();
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
        assertThat(run.said)
                .containsExactly("manager gets a new container and keeps its data: memory none -> 1g,"
                        + " ports [] -> [127.0.0.1:8000:80]");
    }

    @Test
    void managers_are_recreated_one_by_one_and_the_leader_is_the_last(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("managers: 3\nworkers: 0");
        List<String> quorum = new ArrayList<>();
        List<String> order = new ArrayList<>();
        run.engine.hooks.before("removeContainer container", () -> {
            quorum.add(String.valueOf(run.engine.swarm.works()));
            run.engine.containers().stream()
                    .filter(container -> !container.isRunning())
                    .forEach(stopped -> order.add(stopped.name()));
        });

        run.up("managers: [{count: 3, memory: 1g}]\nworkers: 0");

        assertThat(order).hasSize(3).endsWith("swarmlab-lab-manager");
        assertThat(quorum).containsOnly("true");
        assertThat(run.engine.swarm.managers()).hasSize(3);
        assertThat(run.engine.swarm.list())
                .containsExactlyInAnyOrder(
                        "manager ready active {}", "manager02 ready active {}", "manager03 ready active {}");
    }

    /** Otherwise a setting with which no daemon starts could never be undone. */
    @Test
    void a_stopped_manager_gets_its_new_settings_before_it_is_started(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        String node = run.engine.swarm.id("manager");
        run.engine.end("swarmlab-lab-manager", "Exited (1)", "unknown flag");

        run.up("workers: 1\nmanagers: [{count: 1, memory: 1g}]");

        assertThat(run.engine.specification("swarmlab-lab-manager").memoryBytes())
                .isEqualTo(1L << 30);
        assertThat(run.engine.swarm.id("manager")).isEqualTo(node);
    }

    @Test
    void a_recreated_manager_and_registry_stay_when_the_run_fails_later(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0");
        run.engine.swarm.withNetwork("net", true, true, "10.9.0.0/24", Map.of());

        Failure failure =
                run.failedUp("workers: 0\nmanagers: [{count: 1, memory: 1g}]\nports: ['%d:80']\nnetworks: [net]"
                        .formatted(registryPort(run)));

        assertThat(failure).hasMessageContaining("the network net exists with other settings");
        assertThat(run.engine.container("swarmlab-lab-manager").isRunning()).isTrue();
        assertThat(run.engine.container("swarmlab-lab-registry").isRunning()).isTrue();
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}");
    }

    @Test
    void a_registry_with_another_port_gets_a_new_container_and_keeps_its_volume(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0");
        int chosen = registryPort(run);
        run.said.clear();

        run.up("workers: 0\nports: ['%d:80']".formatted(chosen));

        assertThat(run.engine.container("swarmlab-lab-registry").label(Labels.PORT))
                .isNotEqualTo(String.valueOf(chosen));
        assertThat(run.engine.hooks.calls("removeVolume swarmlab-lab-registry")).isEmpty();
        assertThat(run.said)
                .anyMatch(line -> line.startsWith("registry gets a new container and keeps its data: ports"));
    }

    @Test
    void a_preview_names_every_difference_and_an_up_leaves_none(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 2\nnetworks: [old]\nimages: ['my/app:1']");
        run.engine.swarm.label("manager", "exercise", "3");
        run.engine
                .withImage("my/other:1", Map.of())
                .withImage("my/new:1", Map.of())
                .tag("my/new:1", "my/app:1");
        String changed = "workers: [{count: 1, availability: drain, memory: 600m}]\nports: ['8000:80']\n"
                + "networks: [new]\nimages: ['my/app:1', 'my/other:1']";

        PlanReport preview = run.preview(changed);

        assertThat(preview.changes())
                .containsExactly(
                        "manager gets a new container and keeps its data: ports [] -> [127.0.0.1:8000:80]",
                        "worker01 is replaced by a new node: memory none -> 600m",
                        "every node pulls the new content of the image registry:5000/my/app:1",
                        "every node pulls the image registry:5000/my/other:1",
                        "manager: labels {exercise=3} -> {}",
                        "worker01: availability active -> drain",
                        "the network new is created",
                        "the network old is removed");
        assertThat(preview.containers())
                .extracting(PlanReport.ContainerReport::node, PlanReport.ContainerReport::action)
                .containsExactly(
                        tuple("registry", "keep"),
                        tuple("manager", "recreate"),
                        tuple("worker01", "replace"),
                        tuple("worker02", "remove"));

        run.up(changed);

        assertThat(run.preview(changed).changes()).isEmpty();
    }

    private static int registryPort(UpRun run) {
        return Integer.parseInt(run.engine.container("swarmlab-lab-registry").label(Labels.PORT));
    }

    @Test
    void nodes_get_the_image_that_was_built_again(@TempDir Path folder) throws IOException {
        Path build = Files.createDirectory(folder.resolve("build"));
        Files.writeString(build.resolve("Dockerfile"), "FROM my/node:1\n");
        String lab = "workers: [{count: 1, image: 'my/built:1', build: '%s'}]".formatted(build);
        UpRun run = new UpRun(folder);
        run.up(lab);
        String manager = run.engine.container("swarmlab-lab-manager").id();
        String worker = run.engine.container("swarmlab-lab-worker01").id();
        Files.writeString(build.resolve("Dockerfile"), "FROM my/node:1\nUSER root\n");
        run.said.clear();

        assertThat(run.preview(lab).changes())
                .containsExactly("worker01 is replaced by a new node: its image was built again");
        run.up(lab);

        assertThat(run.engine.container("swarmlab-lab-worker01").id()).isNotEqualTo(worker);
        assertThat(run.engine.container("swarmlab-lab-manager").id()).isEqualTo(manager);
        assertThat(run.said).contains("worker01 is replaced by a new node: its image was built again");
    }

    @Test
    void a_replaced_worker_that_stops_after_it_has_joined_ends_the_run(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        AtomicBoolean stopped = new AtomicBoolean();
        run.engine.swarm.hooks.before("manager GET /nodes", () -> {
            if (run.engine.swarm.hooks.calls("worker01 POST /swarm/join").size() == 2 && !stopped.getAndSet(true)) {
                run.engine.end("swarmlab-lab-worker01", "Exited (1)", "");
                run.engine.swarm.state("worker01", "down");
            }
        });

        Failure failure = run.within(Duration.ofSeconds(3)).failedUp("workers: [{count: 1, memory: 1g}]");

        assertThat(failure).hasMessage("worker01 stopped: Exited (1); its log is empty");
    }
}
