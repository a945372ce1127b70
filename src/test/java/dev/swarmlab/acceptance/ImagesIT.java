package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Image;
import dev.swarmlab.support.EngineInContainer;
import dev.swarmlab.support.HostProcesses;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.ProcessResult;
import dev.swarmlab.support.SwarmLabProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The images of a lab in a file, for an engine that can reach no registry. */
class ImagesIT {

    private static final String BUILT = "carried/built:1";
    private static final String IMPORTED = "carried/imported:1";

    /** Calls to the outer engine in the output of -v. Nodes pull from the lab's own registry. */
    private static final String PULL_OR_IMPORT = "engine POST /images/create";

    private static final String BUILD = "engine POST /build";

    /** The engine that gets the images. */
    enum Store {
        CLASSIC("swarmlab/node:trixie", ""),
        CONTAINERD("swarmlab/node:sid", "--feature=containerd-snapshotter=true");

        private final String image;
        private final String option;

        Store(String image, String option) {
            this.image = image;
            this.option = option;
        }

        EngineInContainer start() throws IOException {
            return EngineInContainer.startWithoutNetwork(
                    carrier, image, option.isEmpty() ? List.of() : List.of(option));
        }
    }

    private static OuterEngine carrier;
    private static Path folder;
    private static Path file;
    private static Path archive;
    private static ProcessResult saved;

    @BeforeAll
    static void save(@TempDir Path temporary) throws IOException {
        carrier = OuterEngine.open();
        folder = temporary;
        Path build = Files.createDirectory(folder.resolve("built"));
        Files.writeString(build.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /\n");
        file = Files.writeString(
                folder.resolve("lab.yml"), """
                name: carried
                workers: 1
                images:
                  - {image: 'carried/imported:1', build: %s}
                  - {image: 'carried/built:1', build: %s}
                checks:
                  - {name: the worker has one, node: worker01, image: 'carried/imported:1'}
                  - {name: the worker has the other, node: worker01, image: 'carried/built:1'}
                """.formatted(SwarmLabProcess.home().resolve("images/echo"), build));
        archive = folder.resolve("images.tar");
        saved = swarmlab("images", "save", archive.toString(), file.toString(), "-o", "json")
                .succeeded();
    }

    @AfterAll
    static void remove() {
        List.of(BUILT, IMPORTED)
                .forEach(image -> carrier.client().removeImageCmd(image).exec());
        carrier.close();
    }

    @Test
    void the_file_has_the_images_of_nodes_registry_and_services() {
        assertThat(saved.json().findValuesAsText("image"))
                .contains(BUILT, IMPORTED)
                .hasSize(4)
                .anyMatch(image -> image.contains("registry"));
        assertThat(saved.json().findValues("bytes")).allMatch(bytes -> bytes.asLong() > 0);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void an_engine_without_any_route_runs_a_lab_from_the_file_without_pull_or_build(Store store) throws IOException {
        try (EngineInContainer engine = store.start()) {
            assertThat(routesOf(engine)).doesNotContain("default");
            ProcessResult loaded = engine.swarmlab("images", "load", archive.toString(), "-o", "json")
                    .run()
                    .succeeded();
            assertThat(loaded.json().findValuesAsText("image"))
                    .isEqualTo(saved.json().findValuesAsText("image"));
            Map<String, String> before = images(engine, loaded.json());

            ProcessResult test = engine.swarmlab("up", "-v", "--check", file.toString())
                    .run()
                    .succeeded();

            assertThat(test.err()).doesNotContain(PULL_OR_IMPORT, BUILD);
            assertThat(images(engine, loaded.json())).isEqualTo(before);
        }
    }

    /** An engine with the containerd store writes manifests of OCI too. */
    @Test
    void images_pass_from_the_containerd_store_to_the_classic_one_in_a_compressed_stream() throws IOException {
        Path compressed = folder.resolve("again.tar.gz");
        try (EngineInContainer from = Store.CONTAINERD.start();
                EngineInContainer to = Store.CLASSIC.start()) {
            from.swarmlab("images", "load", archive.toString()).run().succeeded();
            shell(from.address(), "images save - " + file + " | gzip -1 > " + compressed);
            shell(to.address(), "images load - < " + compressed);

            ProcessResult test =
                    to.swarmlab("up", "-v", "--check", file.toString()).run().succeeded();

            assertThat(test.err()).doesNotContain(PULL_OR_IMPORT, BUILD);
        }
    }

    @Test
    void a_file_that_is_no_archive_of_images_changes_nothing() throws IOException {
        Path other = folder.resolve("other.tar");
        HostProcesses.run("tar", "-C", folder.toString(), "-cf", other.toString(), "lab.yml");
        List<String> before = imagesOfCarrier();

        ProcessResult wrong = swarmlab("images", "load", other.toString()).endedWith(2);
        String piped = shell(carrier.address(), "images load - < " + other + " 2>&1 || test $? = 2");

        assertThat(List.of(wrong.err(), piped))
                .allMatch(error -> error.contains("is not an archive of images") && error.contains("docker save"));
        assertThat(imagesOfCarrier()).isEqualTo(before);
    }

    private static String routesOf(EngineInContainer engine) {
        List<String> command = new ArrayList<>(engine.inItsNetwork());
        command.addAll(List.of("ip", "route"));
        return HostProcesses.run(command.toArray(String[]::new));
    }

    /** Runs swarmlab in a shell command, and returns its output. */
    private static String shell(URI engine, String arguments) {
        return HostProcesses.run(
                "sh",
                "-c",
                "DOCKER_HOST=" + engine + " " + SwarmLabProcess.home().resolve("swarmlab") + " " + arguments);
    }

    /** The ids of the images, by name. */
    private static Map<String, String> images(EngineInContainer engine, JsonNode loaded) {
        Map<String, String> ids = new TreeMap<>();
        try (OuterEngine client = OuterEngine.at(engine.address())) {
            loaded.findValuesAsText("image")
                    .forEach(image -> ids.put(
                            image, client.client().inspectImageCmd(image).exec().getId()));
        }
        return ids;
    }

    private static List<String> imagesOfCarrier() {
        return carrier.client().listImagesCmd().exec().stream()
                .map(Image::getId)
                .sorted()
                .toList();
    }
}
