package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.ToldManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabStateTest {

    private final PublishedState screen = new PublishedState();
    private final LabState labState = new LabState("lab", screen.publisher);

    private static EngineContainer container(String node, String state) {
        return new EngineContainer(
                "id", "swarmlab-lab-" + node, "", state, "", Map.of(Labels.NODE, node), Map.of(), List.of());
    }

    @Test
    void of_the_first_look_nothing_is_news() {
        labState.carriedBy(List.of(container("worker01", "running")));
        assertThat(screen.trouble("lab")).isEqualTo("the managers are being asked");

        labState.saw(PublishedState.look("worker01"));

        assertThat(screen.moments()).isEmpty();
        assertThat(screen.trouble("lab")).isEmpty();
        assertThat(screen.lab("lab")
                        .path("nodes")
                        .path("id-worker01")
                        .path("name")
                        .asText())
                .isEqualTo("worker01");
    }

    @Test
    void what_changes_from_look_to_look_is_news() {
        labState.saw(PublishedState.look("worker01"));
        labState.saw(PublishedState.look("worker01", "worker02"));

        assertThat(screen.moments()).containsExactly("good worker02 joined");
        assertThat(screen.publisher.version().events().get(0))
                .extracting(TimelineEvent::lab, TimelineEvent::kind, TimelineEvent::id)
                .containsExactly("lab", "node", "id-worker02");
    }

    @Test
    void a_lab_that_is_lost_and_seen_again_is_told_of_once_each() {
        labState.saw(PublishedState.look("worker01"));
        labState.lost("no manager answers");
        labState.lost("no manager answers");
        labState.lost("no manager answers, still");

        assertThat(screen.moments()).containsExactly("bad lab is not seen any more: no manager answers");
        assertThat(screen.trouble("lab")).isEqualTo("no manager answers, still");

        labState.saw(PublishedState.look("worker01"));
        labState.saw(PublishedState.look("worker01"));

        assertThat(screen.moments())
                .containsExactly(
                        "bad lab is not seen any more: no manager answers",
                        "good lab is seen again: a manager answers");
        assertThat(screen.trouble("lab")).isEmpty();

        labState.saw(PublishedState.look("worker01", "worker02"));

        assertThat(screen.moments()).hasSize(3).endsWith("good worker02 joined");
    }

    @Test
    void what_changed_meanwhile_is_told_when_it_is_seen_again() {
        labState.saw(PublishedState.look("worker01"));
        labState.lost("silence");
        labState.saw(PublishedState.look("worker01", "worker02"));

        assertThat(screen.moments()).endsWith("good lab is seen again: a manager answers", "good worker02 joined");
    }

    @Test
    void what_was_never_seen_is_neither_lost_nor_seen_again() {
        labState.lost("its nodes can't be asked yet");
        labState.lost("no manager answers");
        assertThat(screen.trouble("lab")).isEqualTo("no manager answers");

        labState.saw(PublishedState.look("worker01"));

        assertThat(screen.trouble("lab")).isEmpty();
        assertThat(screen.moments()).isEmpty();
    }

    @Test
    void the_last_picture_stays_while_it_is_lost() {
        labState.carriedBy(List.of(container("worker01", "running")));
        labState.saw(PublishedState.look("worker01"));
        labState.lost("silence");
        labState.carriedBy(List.of(container("worker01", "exited")));

        JsonNode node = screen.lab("lab").path("nodes").path("id-worker01");
        assertThat(node.path("state").asText()).isEqualTo("ready");
        assertThat(node.path("container").asText()).isEqualTo("exited");
        assertThat(screen.trouble("lab")).isEqualTo("silence");
    }

    @ParameterizedTest
    @CsvSource({
        "running, exited, bad, is switched off",
        "running, dead, bad, is switched off",
        "running, paused, bad, is frozen",
        "running, restarting, bad, is restarting",
        "paused, running, good, is switched on",
        "exited, running, good, is switched on",
        "exited, created, bad, is made"
    })
    void what_becomes_of_a_container_is_news_and_shown_at_once(String before, String after, String tone, String words) {
        labState.carriedBy(List.of(container("worker01", before), container("worker02", "running")));
        labState.saw(PublishedState.look("worker01", "worker02"));
        assertThat(screen.moments()).isEmpty();

        labState.carriedBy(List.of(container("worker01", after), container("worker02", "running")));

        assertThat(screen.moments()).containsExactly(tone + " worker01 " + words);
        assertThat(screen.lab("lab")
                        .path("nodes")
                        .path("id-worker01")
                        .path("container")
                        .asText())
                .isEqualTo(after);
        assertThat(labState.containers())
                .containsExactly(container("worker01", after), container("worker02", "running"));
    }

    @Test
    void containers_that_come_and_go_are_news() {
        labState.carriedBy(List.of(container("worker01", "running")));
        labState.carriedBy(List.of(container("worker02", "running")));

        assertThat(screen.moments()).containsExactly("good worker02 is switched on", "neutral worker01 was removed");
        assertThat(screen.lab("lab").path("nodes").fieldNames()).toIterable().containsExactly("swarmlab-lab-worker02");
    }

    @Test
    void nothing_is_shown_when_nothing_has_changed() {
        labState.carriedBy(List.of(container("worker01", "running")));
        labState.saw(PublishedState.look("worker01"));
        long seen = screen.version();
        labState.saw(PublishedState.look("worker01"));
        labState.carriedBy(List.of(container("worker01", "running")));
        assertThat(screen.version()).isEqualTo(seen);

        labState.lost("silence");
        long lost = screen.version();
        labState.lost("silence");
        labState.carriedBy(List.of(container("worker01", "running")));
        assertThat(lost).isEqualTo(seen + 1);
        assertThat(screen.version()).isEqualTo(lost);
    }

    /** Nodes count their versions with every heartbeat. */
    @Test
    void nothing_is_shown_of_what_no_picture_has() {
        labState.saw(version(1));
        long seen = screen.version();
        labState.saw(version(2));

        assertThat(seen).isEqualTo(1);
        assertThat(screen.version()).isEqualTo(seen);
    }

    private static SwarmSnapshot version(int version) {
        return SwarmSnapshot.through(new ToldManager()
                .nodes("{'ID': 'x', 'Version': {'Index': " + version + "}, 'Status': {'State': 'ready'}}")
                .daemon());
    }
}
