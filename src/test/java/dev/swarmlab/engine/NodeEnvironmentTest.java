package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.NodeEnvironment.Change;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeEnvironmentTest {

    private static final URI MANAGER = URI.create("tcp://127.0.0.1:20001");
    private static final URI WORKER = URI.create("tcp://127.0.0.1:20002");
    private static final Path CERTIFICATES = Path.of("/home/me/certificates");

    private static final Map<String, String> NOTHING_SET = Map.of("PATH", "/bin");
    private static final Map<String, String> ALL_SET = Map.of(
            "PATH", "/bin",
            "DOCKER_HOST", "unix:///other.sock",
            "DOCKER_TLS_VERIFY", "",
            "DOCKER_CERT_PATH", "/certs",
            "DOCKER_CONTEXT", "far");

    @Test
    void docker_clients_use_the_node_and_no_context() {
        assertThat(pointedAt(MANAGER, ALL_SET))
                .containsEntry("DOCKER_HOST", "tcp://127.0.0.1:20001")
                .containsEntry("DOCKER_TLS_VERIFY", "1")
                .containsEntry("DOCKER_CERT_PATH", "/home/me/certificates")
                .containsEntry("PATH", "/bin")
                .doesNotContainKey("DOCKER_CONTEXT");
    }

    @Test
    void the_former_environment_is_known() {
        assertThat(before(pointedAt(MANAGER, ALL_SET))).isEqualTo(ALL_SET);
        assertThat(before(pointedAt(MANAGER, NOTHING_SET))).isEqualTo(NOTHING_SET);
    }

    @Test
    void the_former_environment_survives_a_second_node() {
        assertThat(before(pointedAt(WORKER, pointedAt(MANAGER, ALL_SET)))).isEqualTo(ALL_SET);
        assertThat(before(pointedAt(WORKER, pointedAt(MANAGER, NOTHING_SET)))).isEqualTo(NOTHING_SET);
    }

    @Test
    void it_can_be_undone_completely() {
        for (Map<String, String> environment : List.of(ALL_SET, NOTHING_SET)) {
            Map<String, String> pointed = pointedAt(WORKER, pointedAt(MANAGER, environment));

            assertThat(changed(pointed, new NodeEnvironment(pointed).undone())).isEqualTo(environment);
        }
    }

    @Test
    void there_is_nothing_to_undo_when_no_node_is_selected() {
        assertThat(new NodeEnvironment(ALL_SET).undone()).isEmpty();
    }

    @Test
    void an_engine_that_the_user_selects_afterwards_counts() {
        Map<String, String> pointed = pointedAt(MANAGER, ALL_SET);
        pointed.put("DOCKER_HOST", "unix:///mine.sock");

        assertThat(before(pointed)).containsEntry("DOCKER_HOST", "unix:///mine.sock");
        assertThat(changed(pointed, new NodeEnvironment(pointed).undone()))
                .containsEntry("DOCKER_HOST", "unix:///mine.sock")
                .noneSatisfy((name, value) -> assertThat(name).startsWith("SWARMLAB_"));
    }

    private static Map<String, String> pointedAt(URI node, Map<String, String> environment) {
        return changed(environment, new NodeEnvironment(environment).pointingAt(node, CERTIFICATES));
    }

    private static Map<String, String> before(Map<String, String> environment) {
        return new NodeEnvironment(environment).before();
    }

    /** The environment of a shell after the changes. */
    private static Map<String, String> changed(Map<String, String> environment, List<Change> changes) {
        Map<String, String> after = new HashMap<>(environment);
        for (Change change : changes) {
            if (change.value() == null) {
                after.remove(change.variable());
            } else {
                after.put(change.variable(), change.value());
            }
        }
        return after;
    }
}
