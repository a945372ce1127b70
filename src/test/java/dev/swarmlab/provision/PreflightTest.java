package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreflightTest {

    static Stream<Arguments> conflicts() {
        return Stream.of(
                conflict(
                        "container",
                        "swarmlab-lab-worker01",
                        "docker rm -f",
                        engine -> engine.with(mine("swarmlab-lab-worker01", Map.of()))),
                conflict(
                        "container",
                        "swarmlab-lab-registry",
                        "docker rm -f",
                        engine -> engine.with(mine("swarmlab-lab-registry", Map.of()))),
                conflict(
                        "network",
                        "swarmlab-lab",
                        "docker network rm",
                        engine -> engine.withNetwork("swarmlab-lab", "10.1.0.0/24", Map.of())),
                conflict(
                        "volume",
                        "swarmlab-lab-manager-data",
                        "docker volume rm",
                        engine -> engine.withVolume("swarmlab-lab-manager-data", Map.of())),
                conflict(
                        "volume",
                        "swarmlab-lab-registry-data",
                        "docker volume rm",
                        engine -> engine.withVolume("swarmlab-lab-registry-data", Map.of(Labels.LAB, "another"))));
    }

    private static Arguments conflict(String kind, String name, String removal, Consumer<FakeEngine> creation) {
        return arguments(kind, name, removal, creation);
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void a_name_that_is_in_use_is_refused(
            String kind, String name, String removal, Consumer<FakeEngine> creation, @TempDir Path folder) {
        UpRun run = new UpRun(folder);
        creation.accept(run.engine);
        List<String> before = run.engine.things();

        Failure failure = run.failedUp("workers: 1");

        assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failure).hasMessage("there is a " + kind + " named " + name + " that swarmlab did not create");
        assertThat(failure.advice())
                .isEqualTo("Give the lab another name, or remove the " + kind + " with: " + removal + " " + name);
        assertThat(run.engine.things()).isEqualTo(before);
    }

    @Test
    void the_resources_of_another_lab_are_no_conflict(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.engine.with(mine("swarmlab-another-manager", Map.of(Labels.LAB, "another")));

        run.up("workers: 0");

        assertThat(run.engine.things())
                .contains("container swarmlab-another-manager", "container swarmlab-lab-manager");
    }

    @Test
    void a_port_of_another_container_is_refused(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.engine.with(mine("web", Map.of()));

        Failure failure = run.failedUp("ports: ['8080:80']");

        assertThat(failure).hasMessage("port 8080 of the host is in use: the container web publishes it");
        assertThat(failure.advice()).isEqualTo("Choose another port in the lab file, or free this one.");
    }

    @Test
    void a_port_of_the_lab_itself_is_no_conflict(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("ports: ['8080:80']\nworkers: 0");

        run.up("ports: ['8080:80']\nworkers: 1");

        assertThat(run.engine.swarm.list()).hasSize(2);
    }

    @Test
    void a_new_port_of_an_existing_lab_must_be_free(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 0");
        String manager = run.engine.container("swarmlab-lab-manager").id();
        run.engine.with(mine("web", Map.of()));

        Failure failure = run.failedUp("workers: 0\nports: ['8080:80']");

        assertThat(failure).hasMessage("port 8080 of the host is in use: the container web publishes it");
        assertThat(run.engine.container("swarmlab-lab-manager").id()).isEqualTo(manager);
    }

    private static EngineContainer mine(String name, Map<String, String> labels) {
        return new EngineContainer(
                "id-" + name,
                name,
                "image",
                ContainerState.of("running"),
                "Up",
                labels,
                Map.of(),
                List.of(new EnginePort("127.0.0.1", 8080, 80, "tcp")));
    }
}
