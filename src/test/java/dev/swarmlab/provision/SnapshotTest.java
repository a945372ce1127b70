package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EphemeralContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabSnapshot;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.SavedState;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code snapshot save}, {@code restore} and {@code rm}. */
class SnapshotTest {

    private static final String YAML = "managers: 1\nworkers: 1";
    private static final String WORKER = "swarmlab-lab-worker01";
    private static final String VOLUME = "swarmlab-lab-snapshot-one-1-worker01";
    private static final String MARKER = "volume swarmlab-lab-snapshot-one-1-restoring";
    private static final String COPY = "swarmlab-lab-worker01-copy";
    private static final List<String> FIRST_VOLUMES = List.of(
            "volume swarmlab-lab-snapshot-one-1-complete",
            "volume swarmlab-lab-snapshot-one-1-manager",
            "volume swarmlab-lab-snapshot-one-1-registry",
            "volume swarmlab-lab-snapshot-one-1-worker01");

    private final Parallel parallel = new Parallel(false);
    private final Progress progress = new Progress(event -> {});
    private UpRun run;
    private FakeEngine engine;

    @BeforeEach
    void create_a_lab(@TempDir Path folder) {
        run = new UpRun(folder);
        run.up(YAML);
        engine = run.engine;
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(5));
    }

    private LabSnapshot save(String name, boolean replace) {
        return new SnapshotSave(engine, parallel, progress, "1.0").run("lab", name, replace, deadline());
    }

    private LabSnapshot save() {
        return save("one", false);
    }

    private Failure failedSave(boolean replace) {
        return catchThrowableOfType(Failure.class, () -> save("one", replace));
    }

    private LabReport restore() {
        return new SnapshotRestore(engine, parallel, progress).run("lab", "one", deadline());
    }

    private Failure failedRestore() {
        return catchThrowableOfType(Failure.class, this::restore);
    }

    private void remove(String... names) {
        new SnapshotRemoval(engine, parallel, progress).run("lab", List.of(names), deadline());
    }

    private LabResources lab() {
        return LabResources.in(EngineSnapshot.of(engine, parallel), "lab");
    }

    private List<String> snapshotThings() {
        return engine.things().stream()
                .filter(thing -> thing.contains("-snapshot-") || thing.contains("-copy"))
                .sorted()
                .toList();
    }

    private List<String> states() {
        return engine.containers().stream()
                .map(container ->
                        container.label(Labels.NODE) + " " + container.state().text())
                .sorted()
                .toList();
    }

    private void failCopies(int times) {
        engine.hooks.failing("execute " + COPY + " sh -c find", times, () -> new EngineException(500, "disk full"));
    }

    @Test
    void save_copies_every_volume_while_all_containers_are_stopped() {
        List<String> running = new ArrayList<>();
        engine.hooks.before("createEphemeralContainer " + COPY, () -> engine.containers().stream()
                .filter(EngineContainer::isRunning)
                .map(EngineContainer::name)
                .filter(name -> !name.endsWith("-copy"))
                .forEach(running::add));

        LabSnapshot saved = save();

        assertThat(running).isEmpty();
        assertThat(engine.mounts(COPY))
                .containsExactly("swarmlab-lab-worker01-data:/swarmlab-source:ro", VOLUME + ":/swarmlab-target");
        assertThat(engine.hooks.calls("execute " + COPY))
                .singleElement()
                .asString()
                .contains("--preserve=mode,ownership,timestamps,links,xattr /swarmlab-source/. /swarmlab-target");
        assertThat(snapshotThings()).isEqualTo(FIRST_VOLUMES);
        assertThat(engine.hooks.calls("createVolume swarmlab-lab-snapshot"))
                .last()
                .asString()
                .endsWith("-complete");
        assertThat(states()).containsExactly("manager running", "registry running", "worker01 running");
        assertThat(saved.parts())
                .extracting(LabSnapshot.Part::node, LabSnapshot.Part::role, LabSnapshot.Part::state)
                .containsExactly(
                        tuple("manager", "manager", SavedState.READY),
                        tuple("registry", "registry", SavedState.RUNNING),
                        tuple("worker01", "worker", SavedState.READY));
        assertThat(saved.origin().map(Origin::text)).contains(YAML);
        assertThat(saved.version()).isEqualTo("1.0");
        assertThat(saved.nodes()).isEqualTo(2);
    }

    @Test
    void nodes_that_were_stopped_or_paused_are_so_after_save_and_restore() {
        run.up("managers: 1\nworkers: 2");
        engine.stop("swarmlab-lab-worker02", 1);
        engine.pause(WORKER);
        List<String> before = states();

        save();

        assertThat(states()).isEqualTo(before).contains("worker01 paused", "worker02 exited");
        engine.unpause(WORKER);
        engine.start("swarmlab-lab-worker02");

        restore();

        assertThat(states()).isEqualTo(before);
    }

    @Test
    void an_existing_snapshot_is_kept_unless_it_is_to_be_replaced() {
        save();

        assertThat(failedSave(false))
                .hasMessageContaining("already has a snapshot named one")
                .satisfies(failure -> assertThat(failure.advice()).contains("--replace --lab lab"));
        assertThat(engine.hooks.calls("stop ")).hasSize(3);

        assertThat(save("one", true).revision()).isEqualTo(2);
        assertThat(snapshotThings()).hasSize(4).allMatch(thing -> thing.contains("-one-2-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "-a", "../a", "a/b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void a_name_that_volumes_can_not_have_is_wrong_input(String name) {
        assertThat(catchThrowableOfType(Failure.class, () -> save(name, false)).kind())
                .isEqualTo(FailureKind.WRONG_INPUT);
    }

    @Test
    void a_failed_save_leaves_the_earlier_snapshot_and_the_running_lab() {
        save();
        failCopies(1);

        assertThat(catchThrowableOfType(EngineException.class, () -> save("one", true)))
                .hasMessageContaining("disk full");

        assertThat(snapshotThings()).isEqualTo(FIRST_VOLUMES);
        assertThat(states()).containsExactly("manager running", "registry running", "worker01 running");
    }

    @Test
    void the_error_of_cp_is_reported() {
        engine.answering(COPY + " sh -c find", 1, "cp: No space left on device\n");

        assertThat(failedSave(false)).hasMessage("can't copy the data of worker01: cp: No space left on device");
        assertThat(snapshotThings()).isEmpty();
    }

    /** What a save that was killed leaves. */
    private void leaveIncompleteSnapshot() {
        engine.withVolume(
                "swarmlab-lab-snapshot-two-3-worker01",
                Map.of(
                        Labels.LAB,
                        "lab",
                        Labels.SNAPSHOT,
                        "two",
                        Labels.REVISION,
                        "3",
                        Labels.SNAPSHOT_PART,
                        "worker01"));
        engine.createEphemeralContainer(new EphemeralContainer(
                COPY,
                "my/node:1",
                Map.of(Labels.LAB, "lab", Labels.SNAPSHOT, "two", Labels.SNAPSHOT_PART, "worker01"),
                List.of(),
                Duration.ofMinutes(1)));
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("save", (Consumer<SnapshotTest>) test -> test.save("three", false)),
                Arguments.of("restore", (Consumer<SnapshotTest>) SnapshotTest::restore),
                Arguments.of("rm", (Consumer<SnapshotTest>) test -> test.remove("one")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void what_a_killed_save_has_left_is_no_snapshot_and_is_removed(String name, Consumer<SnapshotTest> command) {
        save();
        leaveIncompleteSnapshot();
        assertThat(lab().snapshots().find("two")).isEmpty();
        assertThat(snapshotThings()).hasSize(6);

        command.accept(this);

        assertThat(snapshotThings()).noneMatch(thing -> thing.contains("-two-") || thing.contains("-copy"));
    }

    @Test
    void restore_replaces_every_volume_and_marks_the_lab_meanwhile() {
        save();
        List<String> marked = new ArrayList<>();
        engine.hooks.before("execute " + COPY + " sh -c find", () -> marked.addAll(engine.things()));

        LabReport report = restore();

        assertThat(engine.mounts(COPY))
                .containsExactly(VOLUME + ":/swarmlab-source:ro", "swarmlab-lab-worker01-data:/swarmlab-target");
        assertThat(marked).contains(MARKER);
        assertThat(snapshotThings()).isEqualTo(FIRST_VOLUMES);
        assertThat(report.nodes()).hasSize(2).allMatch(node -> node.state().equals("ready"));
    }

    @Test
    void a_lab_that_is_only_partly_restored_is_used_by_no_other_command_until_it_is_restored() {
        save();
        failCopies(1);

        assertThat(catchThrowableOfType(EngineException.class, this::restore)).hasMessageContaining("disk full");

        assertThat(states()).allMatch(state -> state.endsWith("exited"));
        Failure start =
                catchThrowableOfType(Failure.class, () -> new Start(engine, parallel, progress).run("lab", deadline()));
        Failure rm = catchThrowableOfType(Failure.class, () -> remove("one"));
        assertThat(List.of(start, rm, run.failedUp(YAML), failedSave(true))).allSatisfy(failure -> {
            assertThat(failure).hasMessageContaining("the lab lab is only partly restored");
            assertThat(failure.advice()).contains("swarmlab snapshot restore one --lab lab");
        });
        assertThat(snapshotThings()).hasSize(5);

        restore();

        assertThat(snapshotThings()).isEqualTo(FIRST_VOLUMES);
        run.up(YAML);
    }

    @Test
    void the_differences_of_the_nodes_are_reported_before_anything_is_stopped() {
        save();
        run.up("managers: 1\nworkers: 2");
        long stops = engine.hooks.calls("stop ").size();

        assertThat(failedRestore())
                .hasMessage("the lab lab has other nodes than the snapshot one: the snapshot has no worker02");
        assertThat(engine.hooks.calls("stop ")).hasSize((int) stops);

        run.up("managers: 1\nworkers: 0");

        assertThat(failedRestore()).hasMessageContaining("the lab has no worker01");
    }

    private LabReport restoreInBob() {
        return new SnapshotRestore(engine, parallel, progress).runFrom("lab", "bob", "one", deadline());
    }

    private Failure failedRestoreInBob() {
        return catchThrowableOfType(Failure.class, this::restoreInBob);
    }

    @Test
    void another_lab_must_have_the_same_nodes() {
        run.up("name: bob\nmanagers: 1\nworkers: 2");
        save();

        assertThat(failedRestoreInBob())
                .hasMessage("the lab bob has other nodes than the snapshot one: the snapshot has no worker02");
    }

    @Test
    void another_lab_needs_a_second_node() {
        run.up("managers: 1\nworkers: 0");
        run.up("name: bob\nmanagers: 1\nworkers: 0");
        save();
        long stops = engine.hooks.calls("stop ").size();

        assertThat(failedRestoreInBob())
                .hasMessage("can't use the snapshot one in another lab: its only node can't get the address of another"
                        + " lab");
        assertThat(engine.hooks.calls("stop ")).hasSize((int) stops);
    }

    @Test
    void another_lab_needs_a_manager_that_was_ready() {
        engine.pause("swarmlab-lab-manager");
        save();
        run.up("name: bob\n" + YAML);

        assertThat(failedRestoreInBob()).hasMessageContaining("no manager was ready in the swarm when it was saved");
    }

    @Test
    void a_lab_that_is_only_partly_restored_from_another_lab_names_it() {
        save();
        run.up("name: bob\n" + YAML);
        engine.hooks.failing(
                "execute swarmlab-bob-worker01-copy sh -c find", 1, () -> new EngineException(500, "disk full"));

        assertThat(catchThrowableOfType(EngineException.class, this::restoreInBob))
                .hasMessageContaining("disk full");

        assertThat(run.failedUp("name: bob\n" + YAML))
                .hasMessageContaining("a restore of the snapshot one of lab was not completed")
                .satisfies(failure ->
                        assertThat(failure.advice()).contains("swarmlab snapshot restore one --from lab --lab bob"));
    }

    @Test
    void an_unknown_snapshot_is_an_error_that_names_the_others() {
        assertThat(failedRestore()).hasMessage("the lab lab has no snapshot named one: it has no snapshot");

        save("two", false);

        assertThat(failedRestore()).hasMessage("the lab lab has no snapshot named one: its snapshots are two");
    }

    @Test
    void rm_removes_all_of_the_snapshots_or_none() {
        save("one", false);
        save("two", false);

        assertThat(catchThrowableOfType(Failure.class, () -> remove("one", "three")))
                .hasMessageContaining("no snapshot named three");
        assertThat(snapshotThings()).hasSize(8);

        remove("one", "two");

        assertThat(snapshotThings()).isEmpty();
    }

    @Test
    void down_removes_complete_and_incomplete_snapshots() {
        save();
        leaveIncompleteSnapshot();

        new Down(engine, parallel, progress).run(List.of(lab()));

        assertThat(engine.things()).noneMatch(thing -> thing.contains("swarmlab-lab"));
    }

    @Test
    void a_lab_of_which_only_a_snapshot_is_left_is_found() {
        save();
        new Down(engine, parallel, progress).run(List.of(lab()));
        leaveIncompleteSnapshot();

        assertThat(LabResources.allIn(EngineSnapshot.of(engine, parallel)))
                .extracting(LabResources::name)
                .containsExactly("lab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"swarmlab-lab-snapshot-two-3-worker02", "snapshot", "swarmlab-lab-worker01-data"})
    void a_volume_of_another_name_is_not_taken_for_a_snapshot(String name) {
        engine.withVolume(
                name,
                Map.of(
                        Labels.LAB,
                        "lab",
                        Labels.SNAPSHOT,
                        "two",
                        Labels.REVISION,
                        "3",
                        Labels.SNAPSHOT_PART,
                        "worker01"));

        assertThat(lab().snapshots().volumes()).isEmpty();
    }

    /** The cp of BusyBox does not copy extended attributes. */
    @Test
    void an_image_is_pulled_when_the_engine_has_none_with_gnu_cp() {
        engine.answering("-copy sh -c cp --version", 1, "");

        save();

        assertThat(engine.hooks.calls("pull")).containsExactly("pull debian:stable-slim");
    }

    @Test
    void without_an_image_that_can_copy_the_lab_is_not_stopped() {
        engine.answering("-copy sh -c cp --version", 1, "");
        engine.hooks.failing("pull", () -> new EngineException(500, "no route to host"));

        assertThat(failedSave(false))
                .hasMessageContaining("no image that can copy the data of nodes")
                .hasMessageContaining("no route to host");
        assertThat(engine.hooks.calls("stop ")).isEmpty();
        assertThat(snapshotThings()).isEmpty();
    }
}
