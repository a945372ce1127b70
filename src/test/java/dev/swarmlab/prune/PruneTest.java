package dev.swarmlab.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.ImageHistoryEntry;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.lab.LockClaim;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.process.Caller;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.prune.PruneItem.Kind;
import dev.swarmlab.prune.PruneItem.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruneTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String OVER = NOW.minusSeconds(3600).toString();
    private static final String LATER = NOW.plusSeconds(3600).toString();
    private static final Caller SELF = Caller.ofThisProcess();
    private static final Caller ENDED =
            new Caller(SELF.user(), SELF.host(), SELF.processes(), SELF.pid(), "another time");
    private static final PruneScope ALL = new PruneScope(true, true, true, true, Set.of());

    private final FakeEngine engine = new FakeEngine();
    private final Parallel parallel = new Parallel(true);
    private final List<String> removedLabs = new ArrayList<>();

    private PrunePlanner planner(PruneScope scope) {
        return new PrunePlanner(engine, parallel, scope);
    }

    private PrunePlan plan() {
        return planner(PruneScope.DEFAULT).plan(NOW);
    }

    private PruneReport prune(PruneScope scope) {
        return prune(scope, planner(scope).plan(NOW));
    }

    private PruneReport prune(PruneScope scope, PrunePlan plan) {
        return new Prune(engine, parallel, new Progress(event -> {}), planner(scope), removedLabs::add).run(plan, NOW);
    }

    private void network(String lab) {
        engine.withNetwork("swarmlab-" + lab, "10.1.0.0/24", Map.of(Labels.LAB, lab));
    }

    private void file(String lab, String expires) {
        Map<String, String> labels = new HashMap<>(Map.of(
                Labels.LAB, lab, Labels.REVISION, "1", Labels.FILE, "lab.yml", Labels.LAB_FILE_TEXT, "name: " + lab));
        if (!expires.isEmpty()) {
            labels.put(Labels.EXPIRES, expires);
        }
        engine.withVolume("swarmlab-" + lab + "-file-1", labels);
    }

    private void node(String lab, String node, String role, String state) {
        String name = "swarmlab-" + lab + "-" + node;
        Map<String, String> labels = Map.of(Labels.LAB, lab, Labels.NODE, node, Labels.ROLE, role, Labels.PORT, "5007");
        container(name, labels, "swarmlab-" + lab, state, "swarmlab/node:trixie");
        engine.withVolume(name + "-data", labels);
    }

    private void container(String name, Map<String, String> labels, String network, String state, String image) {
        engine.with(new EngineContainer(
                "id of " + name,
                name,
                image,
                ContainerState.of(state),
                state,
                labels,
                Map.of(),
                List.of(),
                network,
                "id of " + image));
    }

    private void lab(String lab, String expires) {
        network(lab);
        file(lab, expires);
        node(lab, "manager", "manager", "running");
    }

    private void lock(String lab, Caller holder) {
        LockClaim claim = new LockClaim(lab, "t0", holder, "swarmlab up lab.yml", NOW, NOW.plusSeconds(60));
        engine.withVolume(claim.volume(), claim.labels());
    }

    private void labOf(String name, Caller process) {
        Map<String, String> labels = new HashMap<>(new LabProcess(process).labels());
        labels.putAll(Map.of(Labels.LAB, name, Labels.REVISION, "1", Labels.LAB_FILE_TEXT, "name: " + name));
        network(name);
        engine.withVolume("swarmlab-" + name + "-file-1", labels);
        node(name, "manager", "manager", "running");
    }

    @Test
    void removes_a_lab_whose_process_has_ended() {
        Caller self = Caller.ofThisProcess();
        labOf("running", self);
        labOf("ended", new Caller("ann", "ci", self.processes(), self.pid(), "another time"));
        labOf("elsewhere", new Caller("ann", "ci", "another host", self.pid(), "another time"));

        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(report.items()).singleElement().satisfies(item -> {
            assertThat(item.name()).isEqualTo("ended");
            assertThat(item.reason()).isEqualTo("process " + self.pid() + " of ann@ci has ended");
        });
        assertThat(removedLabs).containsExactly("ended");
    }

    @Test
    void removes_a_lab_that_has_expired_and_no_other() {
        lab("old", OVER);
        lab("new", LATER);
        lab("usual", "");
        lab("odd", "some day");

        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(report.items()).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo(Kind.LAB);
            assertThat(item.name()).isEqualTo("old");
            assertThat(item.reason()).isEqualTo("expired 1h ago");
            assertThat(item.result()).isEqualTo(Result.REMOVED);
        });
        assertThat(engine.things())
                .noneMatch(thing -> thing.contains("old"))
                .filteredOn(thing -> thing.startsWith("container"))
                .hasSize(3);
        assertThat(removedLabs).containsExactly("old");
    }

    /** The lab of a class, with its registry or with a node of a student. */
    private void ofClass(String lab, Map<String, String> student, String expires) {
        network(lab);
        Map<String, String> labels = new HashMap<>(Map.of(
                Labels.LAB, lab, Labels.REVISION, "1", Labels.FILE, "lab.yml", Labels.LAB_FILE_TEXT, "name: web"));
        labels.putAll(Map.of(Labels.CLASS, "web", Labels.EXPIRES, expires));
        labels.putAll(student);
        engine.withVolume("swarmlab-" + lab + "-file-1", labels);
        boolean isClass = student.isEmpty();
        node(lab, isClass ? "registry" : "manager", isClass ? "registry" : "manager", "running");
    }

    private static Map<String, String> student(String name) {
        return Map.of(Labels.STUDENT, name, Labels.INDEX, "1");
    }

    @Test
    void removes_the_labs_of_a_class_before_the_class() {
        ofClass("web", Map.of(), OVER);
        ofClass("web-ann", student("ann"), OVER);

        prune(PruneScope.DEFAULT);

        assertThat(engine.hooks.calls("removeContainer"))
                .containsExactly(
                        "removeContainer id of swarmlab-web-ann-manager",
                        "removeContainer id of swarmlab-web-registry");
        assertThat(engine.things()).noneMatch(thing -> thing.contains("web"));
    }

    @Test
    void keeps_a_class_while_a_lab_uses_it() {
        ofClass("web", Map.of(), OVER);
        ofClass("web-ann", student("ann"), OVER);
        ofClass("web-bob", student("bob"), LATER);

        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(report.items())
                .extracting(PruneItem::name, PruneItem::result)
                .containsExactly(tuple("web-ann", Result.REMOVED), tuple("web", Result.SKIPPED));
        assertThat(removedLabs).containsExactly("web-ann");
    }

    private void snapshotVolume(String lab, String snapshot, String part) {
        Map<String, String> labels =
                Map.of(Labels.LAB, lab, Labels.SNAPSHOT, snapshot, Labels.REVISION, "1", Labels.SNAPSHOT_PART, part);
        engine.withVolume("swarmlab-" + lab + "-snapshot-" + snapshot + "-1-" + part, labels);
    }

    @Test
    void removes_what_a_killed_snapshot_has_left_and_keeps_the_lab_with_its_snapshots() {
        lab("web", "");
        snapshotVolume("web", "good", "manager");
        snapshotVolume("web", "good", "complete");
        snapshotVolume("web", "killed", "manager");
        engine.withDiskUsage(new DiskUsage(
                0,
                Map.of(),
                Map.of("swarmlab-web-snapshot-killed-1-manager", 7L, "swarmlab-web-snapshot-good-1-manager", 50L),
                0));

        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(report.items())
                .containsExactly(new PruneItem(
                        Kind.SNAPSHOT, "web", 7L, "left of a snapshot that was killed: 1 volume", Result.REMOVED));
        assertThat(engine.things())
                .filteredOn(thing -> thing.contains("snapshot"))
                .containsExactlyInAnyOrder(
                        "volume swarmlab-web-snapshot-good-1-manager", "volume swarmlab-web-snapshot-good-1-complete");
        assertThat(engine.things()).contains("container swarmlab-web-manager");
        assertThat(removedLabs).isEmpty();
    }

    @Test
    void skips_what_is_left_of_a_snapshot_while_a_command_changes_the_lab() {
        lab("web", "");
        snapshotVolume("web", "new", "manager");
        lock("web", SELF);

        assertThat(prune(PruneScope.DEFAULT).items())
                .extracting(PruneItem::kind, PruneItem::result)
                .containsExactly(tuple(Kind.SNAPSHOT, Result.SKIPPED));
        assertThat(engine.things()).contains("volume swarmlab-web-snapshot-new-1-manager");
    }

    @Test
    void an_expired_lab_is_removed_with_its_snapshots() {
        lab("old", OVER);
        snapshotVolume("old", "good", "manager");
        snapshotVolume("old", "good", "complete");

        prune(PruneScope.DEFAULT);

        assertThat(engine.things()).noneMatch(thing -> thing.contains("old"));
    }

    /** What is there of a lab, and whether that is a leftover. */
    @ParameterizedTest
    @CsvSource({
        "network, true",
        "network of a lab of an older version, false",
        "network and lab file, false",
        "lab file, false",
        "volume, true",
        "stopped node, true",
        "new node, true",
        "network and stopped worker, true",
        "network and stopped manager, false",
        "running node, false",
        "paused node, false",
        "running registry, true",
        "label without the name, false",
        "name without the label, false",
        "label of another lab, false"
    })
    void removes_what_is_left_of_a_lab_only(String what, boolean removed) {
        switch (what) {
            case "network" -> network("lab");
            case "network of a lab of an older version" ->
                engine.withNetwork(
                        "swarmlab-lab",
                        "10.1.0.0/24",
                        Map.of(Labels.LAB, "lab", Labels.LAB_FILE_TEXT, "name: lab", Labels.FILE, "lab.yml"));
            case "network and lab file" -> {
                network("lab");
                file("lab", "");
            }
            case "lab file" -> file("lab", "");
            case "volume" ->
                engine.withVolume("swarmlab-lab-worker01-data", Map.of(Labels.LAB, "lab", Labels.NODE, "worker01"));
            case "stopped node" -> node("lab", "manager", "manager", "exited");
            case "new node" -> node("lab", "manager", "manager", "created");
            case "network and stopped worker" -> {
                network("lab");
                node("lab", "worker01", "worker", "exited");
            }
            case "network and stopped manager" -> {
                network("lab");
                node("lab", "manager", "manager", "exited");
            }
            case "running node" -> node("lab", "manager", "manager", "running");
            case "paused node" -> node("lab", "manager", "manager", "paused");
            case "running registry" -> node("lab", "registry", "registry", "running");
            case "label without the name" -> {
                engine.withVolume("mine", Map.of(Labels.LAB, "lab", Labels.NODE, "worker01"));
                engine.withNetwork("mine", "10.1.0.0/24", Map.of(Labels.LAB, "lab"));
                container("mine", Map.of(Labels.LAB, "lab", Labels.NODE, "worker01"), "bridge", "exited", "node");
            }
            case "name without the label" -> {
                engine.withVolume("swarmlab-lab-worker01-data", Map.of());
                engine.withVolume("swarmlab-lab-lock-t0", Map.of());
                engine.withNetwork("swarmlab-lab", "10.1.0.0/24", Map.of());
                container("swarmlab-lab-worker01", Map.of(), "swarmlab-lab", "exited", "node");
            }
            case "label of another lab" ->
                engine.withNetwork("swarmlab-lab", "10.1.0.0/24", Map.of(Labels.LAB, "shop"));
            default -> throw new IllegalArgumentException(what);
        }
        List<String> before = engine.things();

        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(engine.things()).isEqualTo(removed ? List.of() : before);
        assertThat(report.items()).hasSize(removed ? 1 : 0).allMatch(item -> item.kind() == Kind.LEFTOVERS);
    }

    @Test
    void says_what_is_left() {
        network("lab");
        node("lab", "worker01", "worker", "exited");

        assertThat(plan().preview().items())
                .extracting(PruneItem::reason)
                .containsExactly("left of an up or down that was killed: 1 container, 1 network, 1 volume");
    }

    @Test
    void removes_the_lock_of_a_command_that_has_ended() {
        lab("lab", "");
        lock("lab", ENDED);

        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(report.items()).extracting(PruneItem::kind).containsExactly(Kind.LOCK);
        assertThat(engine.things())
                .doesNotContain("volume swarmlab-lab-lock-t0")
                .contains("container swarmlab-lab-manager", "volume swarmlab-lab-file-1");
    }

    @Test
    void skips_a_lab_that_another_command_changes() {
        lab("old", OVER);
        lock("old", SELF);
        network("left");
        List<String> before = engine.things();

        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(report.items())
                .filteredOn(item -> item.name().equals("old"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.result()).isEqualTo(Result.SKIPPED);
                    assertThat(item.reason()).startsWith("it is changed by `swarmlab up lab.yml` of " + SELF.name());
                });
        assertThat(before).contains("network swarmlab-left");
        assertThat(engine.things()).hasSize(before.size() - 1).doesNotContain("network swarmlab-left");
        assertThat(removedLabs).containsExactly("left");
    }

    /** The user answers a question between the plan and the removal. */
    @Test
    void skips_a_lab_that_was_locked_or_renewed_meanwhile() {
        lab("locked", OVER);
        lab("renewed", OVER);
        PrunePlan plan = plan();
        lock("locked", SELF);
        file("renewed", LATER);

        PruneReport report = prune(PruneScope.DEFAULT, plan);

        assertThat(report.items()).hasSize(2).allMatch(item -> item.result() == Result.SKIPPED);
        assertThat(report.freedBytes()).isZero();
        assertThat(engine.things()).contains("container swarmlab-locked-manager", "container swarmlab-renewed-manager");
        assertThat(engine.volumes()).noneMatch(volume -> volume.name().contains("renewed-lock"));
    }

    @ParameterizedTest
    @CsvSource({
        "exited, none, true, true",
        "created, none, true, true",
        "running, none, true, false",
        "exited, bridge, true, false",
        "exited, none, false, false"
    })
    void removes_the_container_of_a_doctor_that_was_killed(
            String state, String network, boolean labelled, boolean removed) {
        Map<String, String> labels = labelled ? Map.of(Labels.DOCTOR, "true") : Map.of();
        container("happy_name", labels, network, state, "swarmlab/node:trixie");

        prune(PruneScope.DEFAULT);

        assertThat(engine.things().contains("container happy_name")).isEqualTo(!removed);
    }

    /** An image, and whether it is removed without and with the option for node and registry images. */
    @ParameterizedTest
    @CsvSource({
        "that no lab uses, true, true",
        "of a stopped container, false, false",
        "in the registry of a lab, false, false",
        "in the registry of a removed lab, true, true",
        "without a name, true, true",
        "without a name but in two registries, true, true",
        "that was pulled, false, false",
        "that the user built from it, false, false",
        "for nodes, false, true"
    })
    void removes_an_image(String what, boolean byDefault, boolean withAll) {
        Map<String, String> built = Map.of(Labels.RECIPE, "0123456789abcdef");
        String image = what.equals("for nodes") ? "swarmlab/node:trixie" : "swarmlab/echo:latest";
        engine.withImage(image, what.equals("that was pulled") ? Map.of() : built);
        switch (what) {
            case "of a stopped container" -> container("mine", Map.of(), "bridge", "exited", image);
            case "in the registry of a lab" -> {
                node("lab", "registry", "registry", "exited");
                file("lab", "");
                engine.tag(image, "localhost:5007/swarmlab/echo:latest");
            }
            case "in the registry of a removed lab" -> engine.tag(image, "localhost:5007/swarmlab/echo:latest");
            case "without a name" -> {
                engine.removeImage(image);
                engine.withUntaggedImage("sha256:0123456789abcdef", built);
            }
            case "without a name but in two registries" -> {
                engine.removeImage(image);
                List<String> digests = List.of("localhost:5007/echo@sha256:1", "localhost:5008/echo@sha256:1");
                engine.withUntaggedImage("sha256:0123456789abcdef", digests, built);
            }
            case "that the user built from it" ->
                engine.withHistory(image, new ImageHistoryEntry("9", "/bin/sh -c #(nop) CMD [\"sh\"]", "", 0));
            default -> assertThat(what).isNotEmpty();
        }
        List<String> before = engine.imageNames();

        prune(PruneScope.DEFAULT);
        assertThat(engine.imageNames()).isEqualTo(byDefault ? List.of() : before);

        prune(ALL);
        assertThat(engine.imageNames()).isEqualTo(withAll ? List.of() : before);
    }

    @Test
    void removes_the_images_of_the_labs_that_it_removes() {
        engine.withImage("my/node:1", Map.of(Labels.RECIPE, "1"));
        network("old");
        file("old", OVER);
        container(
                "swarmlab-old-manager",
                Map.of(Labels.LAB, "old", Labels.NODE, "manager", Labels.ROLE, "manager"),
                "swarmlab-old",
                "running",
                "my/node:1");

        PruneReport preview = plan().preview();
        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(preview.items()).extracting(PruneItem::name).containsExactly("old", "my/node:1");
        assertThat(report.items()).extracting(PruneItem::result).containsExactly(Result.REMOVED, Result.REMOVED);
        assertThat(engine.imageNames()).isEmpty();
    }

    /** The lab still needs its image. */
    @Test
    void keeps_the_images_of_a_lab_that_can_not_be_removed() {
        engine.withImage("my/node:1", Map.of(Labels.RECIPE, "1"));
        network("old");
        file("old", OVER);
        container(
                "swarmlab-old-manager",
                Map.of(Labels.LAB, "old", Labels.NODE, "manager", Labels.ROLE, "manager"),
                "swarmlab-old",
                "running",
                "my/node:1");
        engine.hooks.failing("removeContainer", () -> new EngineException(500, "device is busy"));

        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(report.items()).extracting(PruneItem::result).containsExactly(Result.FAILED, Result.SKIPPED);
        assertThat(report.failures()).extracting(PruneItem::reason).containsExactly("device is busy");
        assertThat(engine.imageNames()).containsExactly("my/node:1");
        assertThat(removedLabs).isEmpty();
    }

    /** An up may have built an image and not yet created a container of it. */
    @Test
    void keeps_all_images_while_a_command_changes_a_lab() {
        engine.withImage("swarmlab/echo:latest", Map.of(Labels.RECIPE, "1"));
        lock("other", SELF);

        PruneReport report = prune(PruneScope.DEFAULT);

        assertThat(report.items()).extracting(PruneItem::result).containsExactly(Result.SKIPPED);
        assertThat(report.items().get(0).reason()).startsWith("it may be needed by `swarmlab up lab.yml` of ");
        assertThat(engine.imageNames()).containsExactly("swarmlab/echo:latest");
    }

    @Test
    void keeps_an_image_that_a_container_uses_meanwhile() {
        engine.withImage("swarmlab/echo:latest", Map.of(Labels.RECIPE, "1"));
        PrunePlan plan = plan();
        container("mine", Map.of(), "bridge", "running", "swarmlab/echo:latest");

        PruneReport report = prune(PruneScope.DEFAULT, plan);

        assertThat(report.items()).extracting(PruneItem::result).containsExactly(Result.SKIPPED);
        assertThat(engine.imageNames()).containsExactly("swarmlab/echo:latest");
    }

    @Test
    void counts_the_sizes_that_the_engine_knows() {
        lab("old", OVER);
        engine.withImage("swarmlab/echo:latest", Map.of(Labels.RECIPE, "1"));
        engine.withDiskUsage(new DiskUsage(
                0,
                Map.of("id of swarmlab-old-manager", 1_000_000L, "other", 7L),
                Map.of("swarmlab-old-manager-data", 200_000_000L, "other", 7L),
                0));

        PruneReport preview = plan().preview();

        assertThat(preview.items()).extracting(PruneItem::bytes).containsExactly(201_000_000L, FakeEngine.IMAGE_SIZE);
        assertThat(preview.freedBytes()).isEqualTo(246_000_000L);
        assertThat(preview.table().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "KIND|NAME|SIZE|REASON",
                        "lab|old|201 MB|expired 1h ago",
                        "image|swarmlab/echo:latest|45.0 MB|no lab uses it");
        assertThat(preview.counted()).isEqualTo("1 lab and 1 image");
    }

    @Test
    void shows_a_lab_without_a_size_when_the_engine_does_not_know_it() {
        lab("old", OVER);

        assertThat(plan().preview().table()).containsPattern("lab +old +- +expired 1h ago");
        assertThat(plan().preview().freedBytes()).isZero();
    }

    /** The engine reads all folders to find sizes. */
    @Test
    void asks_for_sizes_only_when_there_is_something_to_remove() {
        lab("usual", "");
        engine.withImage("swarmlab/echo:latest", Map.of(Labels.RECIPE, "1"));

        plan();

        assertThat(engine.hooks.calls("diskUsage")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, false, '', old",
        "false, true, false, '', 'left locked'",
        "false, false, true, '', swarmlab/echo:latest",
        "true, true, true, '', 'old left locked swarmlab/echo:latest'",
        "true, true, true, left, left",
        "true, true, true, swarmlab/echo:latest, swarmlab/echo:latest",
        "true, true, true, none, ''"
    })
    void is_limited_by_its_scope(boolean expired, boolean leftovers, boolean images, String only, String names) {
        lab("old", OVER);
        network("left");
        lab("locked", "");
        lock("locked", ENDED);
        engine.withImage("swarmlab/echo:latest", Map.of(Labels.RECIPE, "1"));
        Set<String> wanted = only.isEmpty() ? Set.of() : Set.of(only);

        PruneReport preview = planner(new PruneScope(expired, leftovers, images, false, wanted))
                .plan(NOW)
                .preview();

        assertThat(preview.items())
                .extracting(PruneItem::name)
                .containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(" "));
    }
}
