package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RollBackTest {

    private final FakeLab lab = new FakeLab("managers: 3\nworkers: 0").joined();
    private final List<String> said = new ArrayList<>();

    /** Marks these nodes as created by the last run. */
    private void rollBack(String... nodes) {
        rollBack(lab, nodes);
    }

    private void rollBack(FakeLab lab, String... nodes) {
        Parallel parallel = new Parallel(true);
        LabResources all = LabResources.in(EngineSnapshot.of(lab.engine, parallel), "lab");
        List<String> names = List.of(nodes);
        LabResources created = new LabResources(
                "lab",
                all.nodes().stream()
                        .filter(node -> names.contains(node.label(Labels.NODE)))
                        .toList(),
                List.of(),
                all.volumes().stream()
                        .filter(volume -> names.contains(volume.labels().get(Labels.NODE)))
                        .toList());
        new RollBack(lab.engine, parallel, said::add, Duration.ofSeconds(1)).run(all, created, Set.of());
    }

    @Test
    void nodes_that_the_quorum_needs_are_kept_with_advice_for_the_user() {
        lab.engine.end("swarmlab-lab-manager02", "Exited (137)", "");

        rollBack("manager03");

        assertThat(lab.engine.hooks.calls("remove")).isEmpty();
        assertThat(lab.swarm.works()).isTrue();
        assertThat(said)
                .first()
                .asString()
                .startsWith("kept manager03: can't remove the node manager03 from the swarm: ")
                .contains("swarmlab node start --lab lab manager02", "swarmlab down lab");
    }

    @Test
    void a_node_that_is_kept_does_not_stop_the_removal_of_the_others() {
        FakeLab mixed = new FakeLab("managers: 3\nworkers: 1").joined();
        mixed.engine.end("swarmlab-lab-manager02", "Exited (137)", "");

        rollBack(mixed, "manager03", "worker01");

        assertThat(said).first().asString().startsWith("kept manager03: ");
        assertThat(mixed.engine.containers())
                .extracting(EngineContainer::name)
                .contains("swarmlab-lab-manager03")
                .doesNotContain("swarmlab-lab-worker01");
    }

    @Test
    void managers_that_have_stopped_are_demoted_before_those_that_run() {
        lab.engine.end("swarmlab-lab-manager03", "Exited (137)", "");

        rollBack("manager02", "manager03");

        assertThat(lab.engine.containers()).extracting(EngineContainer::name).containsExactly("swarmlab-lab-manager");
        assertThat(lab.swarm.managers()).containsExactly("manager");
    }

    @Test
    void a_manager_that_the_swarm_shows_under_the_name_of_a_worker_is_not_demoted() {
        FakeLab mixed = new FakeLab("managers: 3\nworkers: 1").joined();
        mixed.swarm.showAs("manager02", "worker01");

        rollBack(mixed, "worker01");

        assertThat(mixed.swarm.managers()).containsExactlyInAnyOrder("manager", "manager02", "manager03");
        assertThat(mixed.engine.containers()).extracting(EngineContainer::name).doesNotContain("swarmlab-lab-worker01");
    }

    @Test
    void a_new_lab_is_removed_without_a_request_to_its_swarm() {
        int asked = lab.swarm.hooks.calls("").size();

        rollBack("manager", "manager02", "manager03");

        assertThat(lab.swarm.hooks.calls("")).hasSize(asked);
        assertThat(lab.engine.containers()).isEmpty();
    }

    /** Its container was removed before the run, and its volume was not. */
    @Test
    void a_node_that_the_run_recreated_is_kept() {
        lab.engine.withVolume(
                "swarmlab-lab-manager03-data",
                Map.of(Labels.LAB, "lab", Labels.NODE, "manager03", Labels.RUN, "an-earlier-run"));

        rollBack("manager03");

        assertThat(lab.engine.hooks.calls("remove")).isEmpty();
        assertThat(said).contains("kept manager03: the lab had it before this run");
    }
}
