package dev.swarmlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabResources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeSelectionTest {

    @Test
    void without_a_name_it_is_the_first_manager_that_runs() {
        LabResources lab = lab(
                node("worker", "worker01", "running"),
                node("manager", "manager03", "running"),
                node("manager", "manager02", "running"),
                node("manager", "manager01", "exited"));

        assertThat(NodeSelection.of(lab, null).label(Labels.NODE)).isEqualTo("manager02");
        assertThat(NodeSelection.of(lab, "worker01").label(Labels.NODE)).isEqualTo("worker01");
    }

    @Test
    void a_worker_is_never_used_instead_of_a_manager() {
        assertThatThrownBy(() -> NodeSelection.of(
                        lab(node("worker", "worker01", "running"), node("manager", "manager", "exited")), null))
                .hasMessage("no manager of the lab web runs: its container is exited")
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("Start it again with: swarmlab node start --lab web manager");
        assertThatThrownBy(() -> NodeSelection.of(
                        lab(node("worker", "worker01", "exited"), node("manager", "manager", "exited")), null))
                .extracting(failure -> ((Failure) failure).advice())
                .isEqualTo("Start it again with: swarmlab start web");
        assertThatThrownBy(() -> NodeSelection.of(lab(node("worker", "worker01", "running")), null))
                .hasMessage("the lab web has no manager");
    }

    private static LabResources lab(EngineContainer... nodes) {
        return new LabResources("web", List.of(nodes), List.of(), List.of());
    }

    private static EngineContainer node(String role, String name, String state) {
        return new EngineContainer(
                "id-" + name,
                "swarmlab-web-" + name,
                "my/node:1",
                ContainerState.of(state),
                "",
                Map.of(Labels.LAB, "web", Labels.ROLE, role, Labels.NODE, name),
                Map.of(),
                List.of());
    }
}
