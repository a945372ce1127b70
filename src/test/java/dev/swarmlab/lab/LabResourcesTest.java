package dev.swarmlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Down;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which containers, networks and volumes belong to a lab. Labels alone are not enough. */
class LabResourcesTest {

    private final FakeLab lab = new FakeLab("workers: 1").joined();

    private LabResources observed() {
        return LabResources.in(snapshot(), "lab");
    }

    private EngineSnapshot snapshot() {
        return EngineSnapshot.of(lab.engine, new Parallel(true));
    }

    /** A container of an image that was committed from worker01: it has the labels of worker01. */
    private void withCopyOfWorker(String name, String network) {
        EngineContainer worker = lab.engine.container("swarmlab-lab-worker01");
        lab.engine.with(new EngineContainer(
                "copy",
                name,
                "committed",
                ContainerState.of("running"),
                "Up",
                worker.labels(),
                Map.of(),
                List.of(),
                network,
                "committed"));
    }

    @Test
    void nodes_that_swarmlab_created_are_nodes_of_the_lab() {
        assertThat(observed().nodes())
                .extracting(EngineContainer::name)
                .containsExactly("swarmlab-lab-manager", "swarmlab-lab-worker01");
    }

    @ParameterizedTest
    @CsvSource({"keepsake, bridge", "keepsake, swarmlab-lab"})
    void a_container_of_an_image_that_was_committed_from_a_node_is_no_node(String name, String network) {
        withCopyOfWorker(name, network);

        assertThat(observed().nodes())
                .hasSize(2)
                .extracting(EngineContainer::id)
                .doesNotContain("copy");
        assertThat(lab.open().nodes())
                .hasSize(2)
                .extracting(EngineContainer::id)
                .doesNotContain("copy");
    }

    @Test
    void a_container_with_the_name_of_a_node_in_another_network_is_no_node() {
        withCopyOfWorker("swarmlab-lab-worker01", "bridge");
        lab.engine.removeContainer(
                observed().node("worker01").map(EngineContainer::id).orElseThrow());

        assertThat(observed().node("worker01")).isEmpty();
    }

    @Test
    void down_does_not_remove_such_a_container() {
        withCopyOfWorker("keepsake", "bridge");

        new Down(lab.engine, new Parallel(true), new Progress(event -> {})).run(List.of(observed()));

        assertThat(lab.engine.things()).containsExactly("container keepsake");
    }

    @Test
    void a_committed_copy_of_a_node_is_no_lab() {
        withCopyOfWorker("keepsake", "bridge");
        new Down(lab.engine, new Parallel(true), new Progress(event -> {})).run(List.of(observed()));

        assertThat(LabResources.allIn(snapshot())).isEmpty();
    }

    @Test
    void networks_and_volumes_must_have_the_names_of_the_lab_too() {
        Map<String, String> labels = Map.of(Labels.LAB, "lab", Labels.NODE, "worker01");
        lab.engine.withVolume("mine", labels).withNetwork("mine", "10.1.0.0/24", labels);

        assertThat(observed().networks()).noneMatch(network -> network.name().equals("mine"));
        assertThat(observed().volumes()).noneMatch(volume -> volume.name().equals("mine"));
    }
}
