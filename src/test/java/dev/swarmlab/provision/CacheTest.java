package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.fake.SampleLabFile;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabReport.CacheReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.recipe.RecipeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pull-through cache of a lab, and that of a class. */
class CacheTest {

    private static final String CACHE = "swarmlab-lab-cache";
    private static final String MIRROR = "--registry-mirror=http://cache:5000";
    private static final String HUB = mirror("https://registry-1.docker.io");
    private static final String NO_CACHE = "workers: 1";

    private static String mirror(String upstream) {
        return "registry: {image: 'my/registry:1', mirror: '" + upstream + "'}\nworkers: 1";
    }

    private static LabResources observed(UpRun run, String lab) {
        return LabResources.in(EngineSnapshot.of(run.engine, new Parallel(true)), lab);
    }

    @Test
    void is_a_container_without_ports_that_every_node_asks_for_images(@TempDir Path folder) {
        UpRun run = new UpRun(folder);

        run.up(HUB);

        ContainerSpecification cache = run.engine.specification(CACHE);
        assertThat(cache.environment()).containsEntry("REGISTRY_PROXY_REMOTEURL", "https://registry-1.docker.io");
        assertThat(cache.ports()).isEmpty();
        assertThat(cache.privileged()).isFalse();
        assertThat(cache.aliases()).containsExactly("cache");
        assertThat(run.engine.specification("swarmlab-lab-registry").environment())
                .doesNotContainKey("REGISTRY_PROXY_REMOTEURL");
        for (String node : List.of("manager", "worker01")) {
            assertThat(run.engine.specification("swarmlab-lab-" + node).arguments())
                    .containsExactly("--insecure-registry=registry:5000", MIRROR);
        }
        assertThat(observed(run, "lab").nodes())
                .extracting(node -> node.label(Labels.NODE))
                .containsExactly("manager", "worker01");
    }

    @Test
    void status_shows_its_upstream(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up(HUB);

        @Nullable
        CacheReport cache = new LabStatus(run.engine, new Parallel(true))
                .report(observed(run, "lab"))
                .cache();

        assertThat(cache)
                .isEqualTo(new CacheReport(
                        ContainerState.of("running"), "https://registry-1.docker.io", "http://cache:5000"));
        run.engine.removeContainer(CACHE);
        assertThat(new LabStatus(run.engine, new Parallel(true))
                        .report(observed(run, "lab"))
                        .cache())
                .isNull();
    }

    @Test
    void a_second_up_changes_nothing_and_starts_a_stopped_cache(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up(HUB);
        String id = run.engine.container(CACHE).id();
        run.engine.stop(CACHE, 0);

        run.up(HUB);

        assertThat(run.engine.container(CACHE).id()).isEqualTo(id);
        assertThat(run.engine.container(CACHE).isRunning()).isTrue();
        assertThat(run.preview(HUB).changes()).isEmpty();
    }

    @Test
    void a_cache_that_is_added_changes_the_nodes(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up(NO_CACHE);

        assertThat(run.preview(HUB).changes())
                .containsExactly(
                        "manager gets a new container and keeps its data: registry.mirror none -> used",
                        "worker01 is replaced by a new node: registry.mirror none -> used");
        assertThat(run.preview(HUB).containers())
                .extracting(PlanReport.ContainerReport::node, PlanReport.ContainerReport::action)
                .contains(tuple("cache", "create"));
        run.up(HUB);

        assertThat(run.engine.container(CACHE).isRunning()).isTrue();
        assertThat(run.engine.specification("swarmlab-lab-manager").arguments()).contains(MIRROR);
        assertThat(run.preview(HUB).changes()).isEmpty();
    }

    @Test
    void another_upstream_replaces_the_cache_and_its_volume_and_no_node(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up(HUB);
        String manager = run.engine.container("swarmlab-lab-manager").id();
        String changed = mirror("http://10.1.1.1:5000");

        assertThat(run.preview(changed).changes())
                .containsExactly("cache is created again without images: registry.mirror https://registry-1.docker.io"
                        + " -> http://10.1.1.1:5000");
        run.up(changed);

        assertThat(run.engine.specification(CACHE).environment())
                .containsEntry("REGISTRY_PROXY_REMOTEURL", "http://10.1.1.1:5000");
        assertThat(run.engine.hooks.calls("removeVolume " + CACHE)).hasSize(1);
        assertThat(run.engine.container("swarmlab-lab-manager").id()).isEqualTo(manager);
    }

    @Test
    void a_cache_that_is_removed_takes_its_volume_along(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up(NO_CACHE);
        List<String> before = run.engine.things();
        run.up(HUB);

        assertThat(run.preview(NO_CACHE).changes()).contains("cache is removed with its images");
        run.up(NO_CACHE);

        assertThat(run.engine.things().stream().filter(thing -> !thing.contains("-file-")))
                .containsExactlyElementsOf(before.stream()
                        .filter(thing -> !thing.contains("-file-"))
                        .toList());
        assertThat(run.engine.specification("swarmlab-lab-manager").arguments()).doesNotContain(MIRROR);
    }

    @Test
    void a_cache_that_does_not_answer_fails_with_the_error_in_its_log(@TempDir Path folder) {
        UpRun run = new UpRun(folder).within(Duration.ofSeconds(3));
        run.engine.answering(CACHE + " wget", () -> {
            run.engine.log(CACHE, "starting\npanic: dial tcp: lookup nowhere: no such host\ngoroutine 1 [running]:\n");
            throw new EngineException(409, "the container is restarting");
        });

        Failure failure = run.failedUp(mirror("https://nowhere"));

        assertThat(failure)
                .hasMessageContaining("the pull-through cache of https://nowhere does not start")
                .hasMessageContaining("no such host");
        assertThat(String.valueOf(failure.advice())).contains("registry.mirror");
        assertThat(run.engine.things()).isEmpty();
    }

    // A class

    private static LabFile labFile(String name) {
        return SampleLabFile.of("name: " + name + "\nnode: {image: 'my/node:1'}\n" + HUB);
    }

    private static SharedRegistry prepare(UpRun run, Path folder, String yaml) {
        LabFile labFile = SampleLabFile.of("name: pupils\nnode: {image: 'my/node:1'}\n" + yaml);
        return new ClassRegistry(run.engine, images(run, folder), new Parallel(false), new Progress(event -> {}))
                .prepare(
                        labFile.shared("pupils", List.of()),
                        List.of(),
                        new Origin("/labs/lab.yml", yaml, "ann@laptop", Overrides.NONE),
                        new UpOptions(Deadline.in(Duration.ofSeconds(20)), false, folder, false));
    }

    private static ImageSupply images(UpRun run, Path folder) {
        return new ImageSupply(run.engine, RecipeBuilder.in(folder.resolve("no-recipes"), said -> {}));
    }

    private static void student(UpRun run, Path folder, String name, SharedRegistry shared) {
        Student student = new Student("pupils", name, 1, null, Map.of());
        UpOptions options = new UpOptions(Deadline.in(Duration.ofSeconds(20)), false, folder, false);
        new Up(run.engine, images(run, folder), new Parallel(false), new Progress(event -> {}))
                .run(
                        labFile("pupils-" + name),
                        new Origin(
                                "/labs/lab.yml",
                                HUB,
                                "ann@laptop",
                                new Overrides(null, List.of()).of(student, "pupils-" + name)),
                        options.with(shared, Deadline.in(Duration.ofSeconds(20))));
    }

    @Test
    void of_a_class_is_one_container_in_the_networks_of_all_labs_that_forwards_nothing(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        SharedRegistry shared = prepare(run, folder, HUB);

        student(run, folder, "ann", shared);
        student(run, folder, "bob", shared);

        EngineContainer cache = run.engine.container("swarmlab-pupils-cache");
        assertThat(run.engine.things())
                .filteredOn(thing -> thing.contains("cache"))
                .hasSize(2);
        assertThat(cache.addresses()).containsOnlyKeys("swarmlab-pupils", "swarmlab-pupils-ann", "swarmlab-pupils-bob");
        assertThat(run.engine.specification(cache.name()).kernelSettings()).containsEntry("net.ipv4.ip_forward", "0");
        assertThat(observed(run, "pupils-ann").cache())
                .map(EngineContainer::name)
                .contains(cache.name());

        prepare(run, folder, mirror("http://10.1.1.1:5000"));

        assertThat(run.engine.container(cache.name()).addresses()).isEqualTo(cache.addresses());

        new Removal(run.engine, new Parallel(true)).remove(observed(run, "pupils-ann"));

        assertThat(run.engine.hooks.calls("disconnect "))
                .anyMatch(call ->
                        call.endsWith(" " + run.engine.container(cache.name()).id()));
    }

    @Test
    void of_a_class_is_removed_when_the_file_has_none(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        prepare(run, folder, HUB);
        assertThat(observed(run, "pupils").cache()).isPresent();

        prepare(run, folder, NO_CACHE);

        assertThat(observed(run, "pupils").cache()).isEqualTo(Optional.empty());
        assertThat(run.engine.things()).noneMatch(thing -> thing.contains("cache"));
    }
}
