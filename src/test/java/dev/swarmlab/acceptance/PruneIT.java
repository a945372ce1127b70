package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Image;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code up --ttl} and {@code prune}. The engine may have labs and images of others, so each {@code prune} names those of
 * these tests.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PruneIT {

    private static final String EXPIRED = "prune-expired";
    private static final String OTHER = "prune-other";
    private static final String LEFT = "prune-left";
    private static final String LOOKALIKE = "prune-lookalike";

    /** Built from a Dockerfile, and from a recipe where this host can run one. */
    private static final String APP = "swarmlab-test/prune-app:1";

    private static final String PACKED = "swarmlab-test/prune-packed:1";

    /** Images that the user makes from {@link #APP}. */
    private static final String DERIVED = "swarmlab-test/prune-derived:1";

    private static final String COMMITTED = "swarmlab-test/prune-committed:1";
    private static final String USER = "swarmlab-test-prune-user";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path folder = Path.of("");

    private static OuterEngine engine;

    @BeforeAll
    static void create_two_labs() throws IOException {
        engine = OuterEngine.open();
        app("first");
        Path packed = Files.createDirectories(folder.resolve("packed"));
        Files.writeString(packed.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /\nCMD [\"none\"]\n");
        Files.writeString(packed.resolve("changes"), "CMD [\"none\"]\n");
        Path recipe = Files.writeString(
                packed.resolve("recipe"), "#!/bin/sh\nexec tar --create --file \"$1\" -C \"${0%/*}\" changes\n");
        Files.setPosixFilePermissions(recipe, PosixFilePermissions.fromString("rwxr-xr-x"));
        up("--ttl", "1s").succeeded();
        SwarmLabProcess.of("up", "--ttl", "2h", "-")
                .reading("name: " + OTHER + "\nworkers: 0\n")
                .run()
                .succeeded();
    }

    private static ProcessResult up(String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yml"), """
                name: %s
                workers: 0
                images:
                  - {image: '%s', build: app}
                  - {image: '%s', build: packed}
                """.formatted(EXPIRED, APP, PACKED));
        return swarmlab(Stream.concat(Stream.of("up", file.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private static void app(String content) throws IOException {
        Path app = Files.createDirectories(folder.resolve("app"));
        Files.writeString(app.resolve("content"), content);
        Files.writeString(app.resolve("Dockerfile"), "FROM scratch\nCOPY content /\nCMD [\"none\"]\n");
    }

    @AfterAll
    static void remove_everything() {
        swarmlab("down", EXPIRED, OTHER, LEFT).succeeded();
        engine.containerId(USER).ifPresent(PruneIT::removeContainer);
        engine.containerId(LOOKALIKE).ifPresent(PruneIT::removeContainer);
        engine.client().listNetworksCmd().withNameFilter(LOOKALIKE).exec().forEach(network -> engine.client()
                .removeNetworkCmd(network.getId())
                .exec());
        engine.client().listVolumesCmd().exec().getVolumes().stream()
                .filter(volume -> volume.getName().contains(LOOKALIKE))
                .forEach(volume ->
                        engine.client().removeVolumeCmd(volume.getName()).exec());
        images().stream()
                .filter(image -> references(image).stream().anyMatch(name -> name.contains("swarmlab-test/prune-")))
                .forEach(image -> references(image).forEach(name -> engine.client()
                        .removeImageCmd(name)
                        .withForce(true)
                        .exec()));
        engine.close();
    }

    private static void removeContainer(String id) {
        engine.client().removeContainerCmd(id).withForce(true).exec();
    }

    private static List<Image> images() {
        return engine.client().listImagesCmd().exec();
    }

    private static List<String> references(Image image) {
        String[] references = image.getRepoTags();
        return references == null
                ? List.of()
                : Stream.of(references)
                        .filter(name -> !name.startsWith("<none>"))
                        .toList();
    }

    private static Optional<String> imageId(String reference) {
        try {
            return Optional.ofNullable(
                    engine.client().inspectImageCmd(reference).exec().getId());
        } catch (NotFoundException missing) {
            return Optional.empty();
        }
    }

    private static JsonNode prune(List<String> names, String... options) {
        List<String> arguments = new ArrayList<>(List.of("prune", "-o", "json"));
        arguments.addAll(List.of(options));
        names.forEach(name -> arguments.addAll(List.of("--only", name)));
        return swarmlab(arguments.toArray(String[]::new)).succeeded().json();
    }

    private static void awaitExpiry() {
        Await.until(
                "the lab to expire",
                Deadline.in(PATIENCE),
                () -> Answer.readyIf(
                        swarmlab("status", EXPIRED, "-o", "json")
                                .succeeded()
                                .json()
                                .path("expired")
                                .asBoolean(),
                        "its time is not over"));
    }

    @Order(1)
    @Test
    void an_up_without_a_time_to_live_keeps_it_and_an_image_with_new_content_leaves_the_former_one()
            throws IOException {
        String former = imageId(APP).orElseThrow();
        app("second");

        String report = up().succeeded().out();

        assertThat(report).contains("expires   expired ", "remove it with: swarmlab prune");
        assertThat(imageId(APP)).isPresent().get().isNotEqualTo(former);
        assertThat(images())
                .filteredOn(image -> image.getId().equals(former))
                .singleElement()
                .satisfies(image -> assertThat(references(image)).isEmpty());
        awaitRemoval(List.of(former));
        assertThat(imageId(former)).isEmpty();
    }

    /** Images are skipped while another command changes a lab, as other tests do. */
    private static void awaitRemoval(List<String> names) {
        Await.until("the removal of " + names, Deadline.in(PATIENCE), () -> {
            JsonNode report = prune(names, "--images", "--yes");
            return Answer.readyIf(
                    !report.path("items").findValuesAsText("result").contains("skipped"), report.toString());
        });
    }

    @Order(2)
    @Test
    void a_dry_run_shows_an_expired_lab_and_removes_nothing() {
        awaitExpiry();
        List<String> before = engine.resourcesOf(EXPIRED);

        JsonNode report = prune(List.of(EXPIRED, OTHER), "--dry-run");

        assertThat(report.path("items").findValuesAsText("name")).containsExactly(EXPIRED);
        assertThat(report.at("/items/0/kind").asText()).isEqualTo("lab");
        assertThat(report.at("/items/0/result").asText()).isEqualTo("planned");
        assertThat(report.at("/items/0").has("bytes")).isTrue();
        assertThat(before).hasSizeGreaterThan(4);
        assertThat(engine.resourcesOf(EXPIRED)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Order(3)
    @Test
    void images_of_a_lab_and_images_that_the_user_made_from_them_stay() throws IOException {
        String app = imageId(APP).orElseThrow();
        engine.client().createContainerCmd(APP).withName(USER).exec();
        engine.client()
                .commitCmd(USER)
                .withRepository(COMMITTED.replace(":1", ""))
                .withTag("1")
                .exec();
        Path derived = Files.createDirectories(folder.resolve("derived"));
        Files.writeString(derived.resolve("Dockerfile"), "FROM " + APP + "\nCMD [\"other\"]\n");
        engine.client()
                .buildImageCmd(derived.toFile())
                .withTags(Set.of(DERIVED))
                .start()
                .awaitImageId();

        JsonNode report = prune(List.of(APP, PACKED, DERIVED, COMMITTED), "--images", "--all", "--dry-run");

        assertThat(report.path("items")).isEmpty();
        assertThat(engine.client().inspectImageCmd(DERIVED).exec().getConfig().getLabels())
                .containsKey(Labels.RECIPE);
        assertThat(imageId(APP)).contains(app);
    }

    @Order(4)
    @Test
    void an_expired_lab_is_removed_with_its_certificates_and_another_stays() throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        SwarmLabProcess.of("env", "--lab", EXPIRED)
                .with("XDG_STATE_HOME", state.toString())
                .run()
                .succeeded();
        assertThat(files(state)).isNotEmpty();
        List<String> other = engine.resourcesOf(OTHER);

        SwarmLabProcess.of("prune", "--expired", "--yes", "--only", EXPIRED, "--only", OTHER)
                .with("XDG_STATE_HOME", state.toString())
                .run()
                .succeeded();

        assertThat(engine.resourcesOf(EXPIRED)).isEmpty();
        assertThat(files(state)).isEmpty();
        assertThat(other).hasSizeGreaterThan(4);
        assertThat(engine.resourcesOf(OTHER)).containsExactlyInAnyOrderElementsOf(other);
    }

    private static List<Path> files(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.toString().endsWith(".pem")).toList();
        }
    }

    @Order(5)
    @Test
    void images_of_a_removed_lab_are_removed_except_one_that_a_container_uses() {
        String derived = imageId(DERIVED).orElseThrow();

        awaitRemoval(List.of(APP, PACKED, DERIVED, COMMITTED));

        assertThat(imageId(PACKED)).isEmpty();
        assertThat(imageId(APP)).isPresent();
        assertThat(imageId(DERIVED)).contains(derived);
        assertThat(imageId(COMMITTED)).isPresent();
        assertThat(images())
                .flatExtracting(PruneIT::references)
                .noneMatch(name -> name.startsWith("localhost:") && name.contains("prune-packed"));
    }

    @Order(6)
    @Test
    void leftovers_are_removed_and_look_alikes_stay() {
        Map<String, String> labels = Map.of(Labels.LAB, LEFT, Labels.NODE, "worker01", Labels.ROLE, "worker");
        engine.client()
                .createNetworkCmd()
                .withName("swarmlab-" + LEFT)
                .withLabels(Map.of(Labels.LAB, LEFT))
                .exec();
        volume("swarmlab-" + LEFT + "-worker01-data", labels);
        volume("swarmlab-" + LEFT + "-lock-0", Map.of(Labels.LAB, LEFT, Labels.LOCK, "0"));
        engine.client()
                .createContainerCmd(APP)
                .withName("swarmlab-" + LEFT + "-worker01")
                .withLabels(labels)
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("swarmlab-" + LEFT))
                .exec();
        volume("labels-of-" + LOOKALIKE, labels);
        volume("swarmlab-" + LOOKALIKE + "-worker01-data", Map.of());
        engine.client()
                .createNetworkCmd()
                .withName("swarmlab-" + LOOKALIKE)
                .withLabels(Map.of())
                .exec();
        engine.client()
                .createContainerCmd(APP)
                .withName(LOOKALIKE)
                .withLabels(labels)
                .exec();
        List<String> lookalikes = lookalikes();

        JsonNode planned = prune(List.of(LEFT, LOOKALIKE), "--leftovers", "--dry-run");
        List<String> present = engine.resourcesOf(LEFT);
        JsonNode report = prune(List.of(LEFT, LOOKALIKE), "--leftovers", "--yes");

        assertThat(planned.path("items").findValuesAsText("kind")).containsExactly("leftovers", "lock");
        assertThat(present)
                .contains("container /swarmlab-" + LEFT + "-worker01", "volume swarmlab-" + LEFT + "-lock-0");
        assertThat(report.path("items").findValuesAsText("result")).containsOnly("removed");
        assertThat(engine.resourcesOf(LEFT)).containsExactly("container /" + LOOKALIKE);
        assertThat(lookalikes()).isEqualTo(lookalikes).hasSize(4);
    }

    private static void volume(String name, Map<String, String> labels) {
        engine.client().createVolumeCmd().withName(name).withLabels(labels).exec();
    }

    private static List<String> lookalikes() {
        return Stream.of(
                        engine.containerId(LOOKALIKE).stream(),
                        engine.client().listNetworksCmd().withNameFilter(LOOKALIKE).exec().stream()
                                .map(network -> network.getName()),
                        engine.client().listVolumesCmd().exec().getVolumes().stream()
                                .map(volume -> volume.getName())
                                .filter(name -> name.contains(LOOKALIKE)))
                .flatMap(names -> names)
                .sorted()
                .toList();
    }
}
