package dev.swarmlab.acceptance;

import static dev.swarmlab.support.SwarmLabProcess.swarmlab;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.support.SwarmLabProcess;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A lab with nodes of each of Debian's engines. Building an image takes a while, so only the default one is tried unless
 * it is said which:
 *
 * <pre>mvn verify -Dit.test=EngineVersionsIT -Dswarmlab.suites=bookworm,trixie,sid</pre>
 */
class EngineVersionsIT {

    private static final String LAB = "versions";
    private static final Map<String, String> VERSIONS = Map.of("bookworm", "20.10.", "trixie", "26.1.", "sid", "28.");

    static Stream<String> suites() {
        return Stream.of(System.getProperty("swarmlab.suites", "trixie").split(","));
    }

    @AfterEach
    void down() {
        swarmlab("down", LAB).succeeded();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void a_lab_works_with_nodes_of(String suite) {
        JsonNode lab = SwarmLabProcess.of("up", "-", "-o", "json")
                .reading("""
                        name: versions
                        node: {image: 'swarmlab/node:%s'}
                        workers: 2
                        images: [{image: swarmlab/echo:latest, build: images/echo}]
                        """.formatted(suite))
                .run()
                .succeeded()
                .json();

        assertThat(lab.path("nodes")).hasSize(3).allSatisfy(node -> {
            assertThat(node.path("state").asText()).isEqualTo("ready");
            assertThat(node.path("engine").asText()).startsWith(VERSIONS.getOrDefault(suite, "?"));
            assertThat(node.path("images")).extracting(JsonNode::asText).contains("registry:5000/swarmlab/echo:latest");
        });
        swarmlab(
                        "exec",
                        "--name",
                        LAB,
                        "manager",
                        "--",
                        "docker",
                        "service",
                        "create",
                        "--name",
                        "echo",
                        "--mode",
                        "global",
                        "registry:5000/swarmlab/echo:latest")
                .succeeded();
    }
}
