package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.ScriptedManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabStateTest {

    private final PublishedState state = new PublishedState();
    private final LabState labState = new LabState("lab", state.publisher);

    private static EngineContainer container(String node, String state) {
        return new EngineContainer(
                "id",
                "swarmlab-lab-" + node,
                "",
                ContainerState.of(state),
                "",
                Map.of(Labels.NODE, node),
                Map.of(),
                List.of());
    }

    @Test
    void the_first_snapshot_makes_no_events() {
        labState.updateContainers(List.of(container("worker01", "running")));
        assertThat(state.problem("lab")).isEqualTo("connecting to the managers");

        labState.updateSwarm(PublishedState.snapshot("worker01"));

        assertThat(state.events()).isEmpty();
        assertThat(state.problem("lab")).isEmpty();
        assertThat(state.lab("lab")
                        .path("nodes")
                        .path("id-worker01")
                        .path("name")
                        .asText())
                .isEqualTo("worker01");
    }

    @Test
    void changes_between_snapshots_are_events() {
        labState.updateSwarm(PublishedState.snapshot("worker01"));
        labState.updateSwarm(PublishedState.snapshot("worker01", "worker02"));

        assertThat(state.events()).containsExactly("good worker02 joined");
        assertThat(state.publisher.version().events().get(0))
                .extracting(TimelineEvent::lab, TimelineEvent::kind, TimelineEvent::id)
                .containsExactly("lab", "node", "id-worker02");
    }

    @Test
    void the_loss_and_the_return_of_a_lab_are_one_event_each() {
        labState.updateSwarm(PublishedState.snapshot("worker01"));
        labState.swarmUnreachable("no manager answers");
        labState.swarmUnreachable("no manager answers");
        labState.swarmUnreachable("no manager answers, still");

        assertThat(state.events()).containsExactly("bad lab is unreachable: no manager answers");
        assertThat(state.problem("lab")).isEqualTo("no manager answers, still");

        labState.updateSwarm(PublishedState.snapshot("worker01"));
        labState.updateSwarm(PublishedState.snapshot("worker01"));

        assertThat(state.events())
                .containsExactly("bad lab is unreachable: no manager answers", "good lab is reachable again");
        assertThat(state.problem("lab")).isEmpty();

        labState.updateSwarm(PublishedState.snapshot("worker01", "worker02"));

        assertThat(state.events()).hasSize(3).endsWith("good worker02 joined");
    }

    @Test
    void changes_while_a_lab_was_unreachable_are_events_when_it_is_reachable_again() {
        labState.updateSwarm(PublishedState.snapshot("worker01"));
        labState.swarmUnreachable("no answer");
        labState.updateSwarm(PublishedState.snapshot("worker01", "worker02"));

        assertThat(state.events()).endsWith("good lab is reachable again", "good worker02 joined");
    }

    @Test
    void a_lab_that_was_never_reachable_makes_no_events_of_loss_and_return() {
        labState.swarmUnreachable("can't connect to its nodes yet");
        labState.swarmUnreachable("no manager answers");
        assertThat(state.problem("lab")).isEqualTo("no manager answers");

        labState.updateSwarm(PublishedState.snapshot("worker01"));

        assertThat(state.problem("lab")).isEmpty();
        assertThat(state.events()).isEmpty();
    }

    @Test
    void the_last_snapshot_stays_while_a_lab_is_unreachable() {
        labState.updateContainers(List.of(container("worker01", "running")));
        labState.updateSwarm(PublishedState.snapshot("worker01"));
        labState.swarmUnreachable("no answer");
        labState.updateContainers(List.of(container("worker01", "exited")));

        JsonNode node = state.lab("lab").path("nodes").path("id-worker01");
        assertThat(node.path("state").asText()).isEqualTo("ready");
        assertThat(node.path("container").asText()).isEqualTo("exited");
        assertThat(state.problem("lab")).isEqualTo("no answer");
    }

    @ParameterizedTest
    @CsvSource({
        "running, exited, bad, is stopped",
        "running, dead, bad, is stopped",
        "running, paused, bad, is paused",
        "running, restarting, bad, is restarting",
        "running, hibernating, bad, is hibernating",
        "paused, running, good, is running",
        "exited, running, good, is running",
        "exited, created, bad, is created"
    })
    void a_new_state_of_a_container_is_an_event(String before, String after, String tone, String text) {
        labState.updateContainers(List.of(container("worker01", before), container("worker02", "running")));
        labState.updateSwarm(PublishedState.snapshot("worker01", "worker02"));
        assertThat(state.events()).isEmpty();

        labState.updateContainers(List.of(container("worker01", after), container("worker02", "running")));

        assertThat(state.events()).containsExactly(tone + " worker01 " + text);
        assertThat(state.lab("lab")
                        .path("nodes")
                        .path("id-worker01")
                        .path("container")
                        .asText())
                .isEqualTo(after);
        assertThat(labState.containers())
                .containsExactly(container("worker01", after), container("worker02", "running"));
    }

    @Test
    void new_and_removed_containers_are_events() {
        labState.updateContainers(List.of(container("worker01", "running")));
        labState.updateContainers(List.of(container("worker02", "running")));

        assertThat(state.events()).containsExactly("good worker02 is running", "neutral worker01 was removed");
        assertThat(state.lab("lab").path("nodes").fieldNames()).toIterable().containsExactly("swarmlab-lab-worker02");
    }

    @Test
    void nothing_is_published_when_nothing_has_changed() {
        labState.updateContainers(List.of(container("worker01", "running")));
        labState.updateSwarm(PublishedState.snapshot("worker01"));
        long before = state.version();
        labState.updateSwarm(PublishedState.snapshot("worker01"));
        labState.updateContainers(List.of(container("worker01", "running")));
        assertThat(state.version()).isEqualTo(before);

        labState.swarmUnreachable("no answer");
        long afterLoss = state.version();
        labState.swarmUnreachable("no answer");
        labState.updateContainers(List.of(container("worker01", "running")));
        assertThat(afterLoss).isEqualTo(before + 1);
        assertThat(state.version()).isEqualTo(afterLoss);
    }

    /** The version of a node changes with every heartbeat. */
    @Test
    void changes_that_are_not_part_of_the_view_are_not_published() {
        labState.updateSwarm(withNodeVersion(1));
        long before = state.version();
        labState.updateSwarm(withNodeVersion(2));

        assertThat(before).isEqualTo(1);
        assertThat(state.version()).isEqualTo(before);
    }

    private static SwarmSnapshot withNodeVersion(int version) {
        return SwarmSnapshot.of(new ScriptedManager()
                .nodes("{'ID': 'x', 'Version': {'Index': " + version + "}, 'Status': {'State': 'ready'}}")
                .daemon());
    }
}
