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

class SceneTest {

    private final Screen screen = new Screen();
    private final Scene scene = new Scene("lab", screen.board);

    private static EngineContainer container(String node, String state) {
        return new EngineContainer(
                "id", "swarmlab-lab-" + node, "", state, "", Map.of(Labels.NODE, node), Map.of(), List.of());
    }

    @Test
    void of_the_first_look_nothing_is_news() {
        scene.carriedBy(List.of(container("worker01", "running")));
        assertThat(screen.trouble("lab")).isEqualTo("the managers are being asked");

        scene.saw(Screen.look("worker01"));

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
        scene.saw(Screen.look("worker01"));
        scene.saw(Screen.look("worker01", "worker02"));

        assertThat(screen.moments()).containsExactly("good worker02 joined");
        assertThat(screen.board.edition().moments().get(0))
                .extracting(Moment::lab, Moment::kind, Moment::id)
                .containsExactly("lab", "node", "id-worker02");
    }

    @Test
    void a_lab_that_is_lost_and_seen_again_is_told_of_once_each() {
        scene.saw(Screen.look("worker01"));
        scene.lost("no manager answers");
        scene.lost("no manager answers");
        scene.lost("no manager answers, still");

        assertThat(screen.moments()).containsExactly("bad lab is not seen any more: no manager answers");
        assertThat(screen.trouble("lab")).isEqualTo("no manager answers, still");

        scene.saw(Screen.look("worker01"));
        scene.saw(Screen.look("worker01"));

        assertThat(screen.moments())
                .containsExactly(
                        "bad lab is not seen any more: no manager answers",
                        "good lab is seen again: a manager answers");
        assertThat(screen.trouble("lab")).isEmpty();

        scene.saw(Screen.look("worker01", "worker02"));

        assertThat(screen.moments()).hasSize(3).endsWith("good worker02 joined");
    }

    @Test
    void what_changed_meanwhile_is_told_when_it_is_seen_again() {
        scene.saw(Screen.look("worker01"));
        scene.lost("silence");
        scene.saw(Screen.look("worker01", "worker02"));

        assertThat(screen.moments()).endsWith("good lab is seen again: a manager answers", "good worker02 joined");
    }

    @Test
    void what_was_never_seen_is_neither_lost_nor_seen_again() {
        scene.lost("its nodes can't be asked yet");
        scene.lost("no manager answers");
        assertThat(screen.trouble("lab")).isEqualTo("no manager answers");

        scene.saw(Screen.look("worker01"));

        assertThat(screen.trouble("lab")).isEmpty();
        assertThat(screen.moments()).isEmpty();
    }

    @Test
    void the_last_picture_stays_while_it_is_lost() {
        scene.carriedBy(List.of(container("worker01", "running")));
        scene.saw(Screen.look("worker01"));
        scene.lost("silence");
        scene.carriedBy(List.of(container("worker01", "exited")));

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
        scene.carriedBy(List.of(container("worker01", before), container("worker02", "running")));
        scene.saw(Screen.look("worker01", "worker02"));
        assertThat(screen.moments()).isEmpty();

        scene.carriedBy(List.of(container("worker01", after), container("worker02", "running")));

        assertThat(screen.moments()).containsExactly(tone + " worker01 " + words);
        assertThat(screen.lab("lab")
                        .path("nodes")
                        .path("id-worker01")
                        .path("container")
                        .asText())
                .isEqualTo(after);
        assertThat(scene.containers()).containsExactly(container("worker01", after), container("worker02", "running"));
    }

    @Test
    void containers_that_come_and_go_are_news() {
        scene.carriedBy(List.of(container("worker01", "running")));
        scene.carriedBy(List.of(container("worker02", "running")));

        assertThat(screen.moments()).containsExactly("good worker02 is switched on", "neutral worker01 was removed");
        assertThat(screen.lab("lab").path("nodes").fieldNames()).toIterable().containsExactly("swarmlab-lab-worker02");
    }

    @Test
    void nothing_is_shown_when_nothing_has_changed() {
        scene.carriedBy(List.of(container("worker01", "running")));
        scene.saw(Screen.look("worker01"));
        long seen = screen.edition();
        scene.saw(Screen.look("worker01"));
        scene.carriedBy(List.of(container("worker01", "running")));
        assertThat(screen.edition()).isEqualTo(seen);

        scene.lost("silence");
        long lost = screen.edition();
        scene.lost("silence");
        scene.carriedBy(List.of(container("worker01", "running")));
        assertThat(lost).isEqualTo(seen + 1);
        assertThat(screen.edition()).isEqualTo(lost);
    }

    /** Nodes count their versions with every heartbeat. */
    @Test
    void nothing_is_shown_of_what_no_picture_has() {
        scene.saw(version(1));
        long seen = screen.edition();
        scene.saw(version(2));

        assertThat(seen).isEqualTo(1);
        assertThat(screen.edition()).isEqualTo(seen);
    }

    private static SwarmLook version(int version) {
        return SwarmLook.through(new ToldManager()
                .nodes("{'ID': 'x', 'Version': {'Index': " + version + "}, 'Status': {'State': 'ready'}}")
                .daemon());
    }
}
