package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.fake.FakeService;
import dev.swarmlab.fake.FakeSwarm;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.reset.ResetReport;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reset} of a lab with three managers, a worker, an image and an overlay network. */
class ResetTest {

    private static final String FILE = """
            managers: 3
            workers: [{count: 1, labels: {zone: a}}]
            images: ['my/app:1']
            networks: [shared]
            """;

    private static final String WORKER = "swarmlab-lab-worker01";
    private static final String MANAGER = "swarmlab-lab-manager";

    private final List<String> said = new ArrayList<>();

    private Path folder;
    private FakeEngine engine;
    private FakeSwarm swarm;

    @BeforeEach
    void create_a_lab(@TempDir Path temporary) {
        folder = temporary;
        UpRun run = new UpRun(folder);
        engine = run.engine;
        swarm = engine.swarm;
        swarm.withIngress();
        run.up(FILE);
        swarm.registryDigest("registry:5000/my/app:1", FakeEngine.digest("my/app:1"));
        engine.answering("_catalog", 0, "{\"repositories\": [\"my/app\"]}");
        engine.answering("my/app/tags/list", 0, "{\"tags\": [\"1\"]}");
    }

    private Reset command() {
        ImageSupply images = new ImageSupply(engine, RecipeBuilder.in(folder.resolve("no-recipes"), said::add));
        return new Reset(engine, images, new Parallel(false), new Progress(this::hear), OutboundAccess.NONE);
    }

    private void hear(Event event) {
        if (event instanceof Event.Said message) {
            said.add(message.text());
        }
    }

    private ResetReport reset(String file) {
        return command().run(SampleLabFile.lab(file), Deadline.in(Duration.ofSeconds(20)));
    }

    private List<String> resetChanges() {
        return reset(FILE).changes().stream()
                .map(change -> String.join(" ", change.action(), change.where(), change.kind(), change.name())
                        .strip())
                .toList();
    }

    private Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        engine.containers().forEach(container -> ids.put(container.name(), container.id()));
        return ids;
    }

    /** The requests that create, change or remove something, on the engine or in the swarm. */
    private List<String> requests() {
        return Stream.concat(
                        engine.hooks.calls("").stream()
                                .filter(call -> call.matches("(create|remove|copyInto|kill|start|stop|push).*"))
                                .filter(call -> !call.contains("-lock-")),
                        swarm.hooks.calls("").stream().filter(call -> call.matches("\\S+ (POST|DELETE) .*")))
                .toList();
    }

    @Test
    void an_untouched_lab_is_only_read() {
        List<String> before = requests();

        assertThat(resetChanges()).isEmpty();

        assertThat(requests()).isEqualTo(before);
        assertThat(engine.hooks.calls("createVolume swarmlab-lab-lock")).isNotEmpty();
    }

    @Test
    void a_dry_run_changes_nothing_and_takes_no_lock() {
        engine.stop(WORKER, 0);
        engine.write(MANAGER, "/root/notes");
        List<String> before = requests();

        ResetReport report = command().preview(SampleLabFile.lab(FILE), Deadline.in(Duration.ofSeconds(20)));

        assertThat(report.table())
                .contains("recreate   manager    files   /root/notes   changed", "restore    worker01   node");
        assertThat(requests()).isEqualTo(before);
    }

    @Test
    void a_stopped_node_is_started_again() {
        Map<String, String> before = ids();
        engine.stop(WORKER, 0);

        assertThat(resetChanges()).containsExactly("restored worker01 node");

        assertThat(ids()).isEqualTo(before);
        assertThat(engine.containers()).allMatch(EngineContainer::isRunning);
    }

    @Test
    void a_node_with_changed_files_is_recreated_and_the_others_are_kept() {
        Map<String, String> before = ids();
        engine.write(WORKER, "/root/notes");

        assertThat(resetChanges()).containsExactly("recreated worker01 files /root/notes");

        Map<String, String> after = ids();
        assertThat(after.remove(WORKER)).isNotEqualTo(before.remove(WORKER));
        assertThat(after).isEqualTo(before);
        assertThat(engine.hooks.calls("removeVolume swarmlab-lab-worker01")).isEmpty();
    }

    @Test
    void changed_roles_labels_and_availability_are_restored() {
        swarm.role("manager02", "worker");
        swarm.role("worker01", "manager");
        swarm.label("worker01", "mine", "yes");
        swarm.availability("manager03", "drain");

        assertThat(resetChanges()).contains("restored manager02 role", "restored worker01 role");

        assertThat(swarm.managers()).containsExactlyInAnyOrder("manager", "manager02", "manager03");
        assertThat(swarm.list())
                .containsExactlyInAnyOrder(
                        "manager ready active {}",
                        "manager02 ready active {}",
                        "manager03 ready active {}",
                        "worker01 ready active {zone=a}");
    }

    @Test
    void labels_and_availability_alone_recreate_and_restart_nothing() {
        swarm.availability("worker01", "drain");
        Map<String, String> before = ids();

        assertThat(resetChanges()).containsExactly("restored worker01 availability");

        assertThat(ids()).isEqualTo(before);
        assertThat(swarm.list()).contains("worker01 ready active {zone=a}");
    }

    @Test
    void contents_are_compared_again_but_not_the_files_and_the_images_in_the_registry() {
        swarm.availability("worker01", "drain");
        int before = engine.hooks.calls("").size();

        resetChanges();

        List<String> calls = engine.hooks.calls("");
        assertThat(calls.subList(before, calls.size()))
                .filteredOn(call -> call.startsWith("changes "))
                .containsExactlyInAnyOrderElementsOf(nodes());
        assertThat(swarm.hooks.calls("").stream().filter(call -> call.contains(" GET /distribution/")))
                .hasSize(1);
    }

    private List<String> nodes() {
        return Stream.of("manager", "manager02", "manager03", "worker01")
                .map(node -> "changes swarmlab-lab-" + node)
                .toList();
    }

    @Test
    void every_node_is_compared_again_after_nodes_were_restored() {
        engine.stop(WORKER, 0);
        int before = engine.hooks.calls("changes ").size();

        resetChanges();

        assertThat(engine.hooks.calls("changes ").stream().skip(before)).hasSize(2 * nodes().size());
    }

    @Test
    void a_node_that_left_the_swarm_joins_again() {
        swarm.leave(WORKER);

        assertThat(resetChanges()).containsExactly("restored worker01 membership");

        assertThat(swarm.list()).hasSize(4).contains("worker01 ready active {zone=a}");
    }

    @Test
    void a_missing_overlay_network_is_created_and_another_one_removed() {
        swarm.withNetwork("mine", false, false, "10.0.9.0/24", Map.of());

        assertThat(resetChanges()).containsExactly("removed swarm network mine");

        assertThat(swarm.networks()).containsExactly("ingress", "shared");
    }

    @Test
    void a_swarm_that_has_lost_its_quorum_is_rebuilt_with_all_nodes() {
        Map<String, String> before = ids();
        swarm.leave("swarmlab-lab-manager02");
        swarm.leave("swarmlab-lab-manager03");
        swarm.state("manager02", "down");
        swarm.state("manager03", "down");

        assertThat(resetChanges())
                .contains("recreated manager node", "recreated worker01 node")
                .doesNotContain("restored worker01 node", "restored registry image my/app:1");

        assertThat(ids().values()).doesNotContainAnyElementsOf(nodesOf(before));
        assertThat(engine.hooks.calls("removeVolume swarmlab-lab-worker01-data"))
                .isNotEmpty();
    }

    private static List<String> nodesOf(Map<String, String> ids) {
        return ids.entrySet().stream()
                .filter(id -> !id.getKey().endsWith("registry"))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Test
    void what_is_left_at_the_end_is_an_error_that_names_it() {
        swarm.with(FakeService.replicated("mine", 1)); // the fake swarm does not remove services

        Failure failure = catchThrowableOfType(Failure.class, () -> reset(FILE));

        assertThat(failure)
                .hasMessageContaining("the lab lab still differs from the state right after up")
                .hasMessageContaining("swarm: service mine is not the lab's");
        assertThat(failure.advice()).contains("swarmlab down lab");
        assertThat(swarm.hooks.calls("manager DELETE /services/id-of-mine")).isNotEmpty();
    }

    @Test
    void a_changed_lab_file_needs_up_first() {
        List<String> before = requests();

        Failure failure = catchThrowableOfType(Failure.class, () -> reset(FILE.replace("managers: 3", "managers: 1")));

        assertThat(failure)
                .hasMessageContaining("the lab file was changed since the last swarmlab up")
                .hasMessageContaining("manager02, manager03");
        assertThat(failure.advice()).contains("swarmlab up '/labs/lab.yml'");
        assertThat(requests()).isEqualTo(before);
    }
}
