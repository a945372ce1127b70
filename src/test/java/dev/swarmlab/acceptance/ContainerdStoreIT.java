package dev.swarmlab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.support.EngineInContainer;
import dev.swarmlab.support.OuterEngine;
import dev.swarmlab.support.PlatformIndex;
import dev.swarmlab.support.ProcessResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A lab on an engine with the containerd image store, the default of Docker 29. The manager has the classic store, the
 * worker the containerd store. The engine is in another network, so its loopback address can't be reached from here.
 */
class ContainerdStoreIT {

    private static final String STORE = "--feature=containerd-snapshotter=true";
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "amd64", "aarch64", "arm64");
    private static final String OWN =
            ARCHITECTURES.getOrDefault(System.getProperty("os.arch"), System.getProperty("os.arch"));
    private static final String OTHER = "s390x";

    private static OuterEngine carrier;
    private static EngineInContainer engine;
    private static String file;
    private static PlatformIndex whole;
    private static PlatformIndex partial;

    @BeforeAll
    static void up(@TempDir Path folder) throws IOException {
        carrier = OuterEngine.open();
        engine = EngineInContainer.start(
                carrier, "swarmlab/node:sid", List.of("DOCKER_MIN_API_VERSION=1.44"), List.of(STORE));
        whole = PlatformIndex.write(folder.resolve("whole"), "index/whole:1", List.of(OTHER, OWN), List.of(OTHER, OWN));
        partial = PlatformIndex.write(folder.resolve("partial"), "index/partial:1", List.of(OTHER, OWN), List.of(OWN));
        load(whole);
        load(partial);
        Files.writeString(
                Files.createDirectory(folder.resolve("built")).resolve("Dockerfile"),
                "FROM scratch\nCOPY Dockerfile /\n");
        file = lab(folder);
        engine.swarmlab("up", "-").reading(file).run().succeeded();
    }

    private static void load(PlatformIndex image) throws IOException {
        try (OuterEngine client = OuterEngine.at(engine.address());
                InputStream archive = Files.newInputStream(image.archive())) {
            client.client().loadImageCmd(archive).exec();
        }
    }

    private static String lab(Path folder) {
        return """
                name: store
                node: {image: 'swarmlab/node:sid'}
                workers: [{count: 1, args: [%s]}]
                images:
                  - {image: 'made/imported:1', build: %s}
                  - {image: 'made/built:1', build: %s}
                  - 'index/whole:1'
                  - 'index/partial:1'
                """.formatted(STORE, Path.of("images/echo").toAbsolutePath(), folder.resolve("built"));
    }

    @AfterAll
    static void stop() {
        engine.close();
        carrier.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"made/imported", "made/built", "index/whole", "index/partial"})
    void every_node_has_the_registrys_digest_and_its_own_platform(String image) {
        String digest = digestInRegistry(image);

        assertThat(List.of(ofNode("manager", image), ofNode("worker01", image)))
                .containsOnly(OWN + " [registry:5000/" + image + "@" + digest + "]");
    }

    @Test
    void pushes_a_complete_index_when_the_engine_has_all_platforms() {
        assertThat(digestInRegistry("index/whole")).isEqualTo(whole.digest());
    }

    @Test
    void pushes_only_the_engines_own_platform_when_the_others_are_missing() {
        assertThat(digestInRegistry("index/partial"))
                .isEqualTo(partial.manifests().get(OWN));
    }

    /** In this store image ids are digests of manifests, which must not look like a change of the image. */
    @Test
    void a_second_up_changes_nothing_and_reports_no_other_image() {
        List<String> before = containers();

        JsonNode report = engine.swarmlab("up", "-o", "json", "-")
                .reading(file)
                .run()
                .succeeded()
                .json();

        assertThat(report.path("notices")).isEmpty();
        assertThat(containers()).isEqualTo(before);
    }

    private static List<String> containers() {
        try (OuterEngine client = OuterEngine.at(engine.address())) {
            return client.containerIds("store");
        }
    }

    @Test
    void nodes_get_an_image_that_the_engine_has_pulled() {
        String registry = engine.swarmlab("status", "--name", "store", "-o", "json")
                .run()
                .succeeded()
                .json()
                .path("registry")
                .path("address")
                .asText();
        String second = """
                name: pulled
                node: {image: 'swarmlab/node:sid'}
                workers: 0
                images: ['%s/made/built:1']
                checks: [{name: the manager has it, node: manager, image: 'made/built:1'}]
                """.formatted(registry);

        engine.swarmlab("test", "-").reading(second).run().succeeded();
    }

    @Test
    void containerd_in_the_nodes_does_not_convert_its_configuration() {
        try (OuterEngine client = OuterEngine.at(engine.address())) {
            assertThat(client.logs("swarmlab-store-worker01")).doesNotContain("Configuration migrated");
        }
    }

    /** The digest in the registry's own answer, without the engine. */
    private static String digestInRegistry(String image) {
        String answer = exec(
                "manager",
                "wget",
                "-S",
                "-O",
                "/dev/null",
                "--header=Accept: application/vnd.docker.distribution.manifest.v2+json,"
                        + " application/vnd.docker.distribution.manifest.list.v2+json,"
                        + " application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json",
                "http://registry:5000/v2/" + image + "/manifests/1");
        return answer.lines()
                .filter(line -> line.strip().startsWith("Docker-Content-Digest: "))
                .map(line -> line.substring(line.indexOf("sha256:")).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer));
    }

    private static String ofNode(String node, String image) {
        return exec(
                        node,
                        "docker",
                        "image",
                        "inspect",
                        "--format={{.Architecture}} {{.RepoDigests}}",
                        "registry:5000/" + image + ":1")
                .strip();
    }

    private static String exec(String node, String... command) {
        ProcessResult result = engine.swarmlab(Stream.concat(Stream.of("exec", node, "--"), Stream.of(command))
                        .toArray(String[]::new))
                .run()
                .succeeded();
        return result.out() + result.err();
    }
}
