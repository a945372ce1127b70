package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.swarm.SwarmChange.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoardTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Screen screen = new Screen();
    private final Board board = screen.board;

    private static List<Moment.News> news(int count) {
        return Collections.nCopies(count, Moment.News.ofNode("worker01", Tone.BAD, "is down"));
    }

    private JsonNode change() {
        board.publish();
        return parsed(board.edition().change());
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException exception) {
            throw new IllegalArgumentException(json, exception);
        }
    }

    @Test
    void begins_with_an_empty_state() {
        JsonNode whole = board.edition().whole();

        assertThat(whole.path("format").asInt()).isEqualTo(1);
        assertThat(Instant.parse(whole.path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(whole.path("labs")).isEmpty();
        assertThat(whole.path("moments").isArray()).isTrue();
    }

    @Test
    void what_changes_together_comes_as_one_edition() throws InterruptedException {
        Edition first = board.edition();
        board.show(Screen.picture("a", ""), news(1));
        board.show(Screen.picture("b", ""), news(1));
        assertThat(board.edition()).as("before it is started").isSameAs(first);
        board.start();

        Edition next = board.newerThan(first, LONG);

        assertThat(next.number()).isEqualTo(1);
        assertThat(next.state().path("labs").fieldNames()).toIterable().containsExactly("a", "b");
        assertThat(next.moments()).hasSize(2);
        board.close();
    }

    @Test
    void there_are_at_most_five_editions_a_second() throws InterruptedException {
        board.start();
        Edition begin = board.edition();
        long started = System.nanoTime();
        Edition last = begin;
        for (int each = 0; System.nanoTime() - started < 1_000_000_000L; each++) {
            board.show(Screen.picture("a", "trouble " + each), List.of());
            last = board.newerThan(last, Duration.ofMillis(5));
        }
        long fifths = (System.nanoTime() - started) / 200_000_000L;
        board.close();

        assertThat(last.number()).isBetween(2L, fifths + 2);
    }

    @Test
    void a_change_tells_only_what_is_new() {
        board.show(Screen.picture("a", ""), news(1));
        board.show(Screen.picture("b", ""), List.of());
        change();
        JsonNode before = board.edition().state();
        board.show(Screen.picture("b", "silence"), news(2));

        JsonNode change = change();

        assertThat(change.path("patch").path("labs")).hasToString("{\"b\":{\"trouble\":\"silence\"}}");
        assertThat(change.path("patch").fieldNames()).toIterable().containsExactlyInAnyOrder("at", "labs");
        assertThat(change.path("moments").findValuesAsText("number")).containsExactly("2", "3");
        assertThat(MergePatchTest.merge(before, change.path("patch")))
                .isEqualTo(board.edition().state());
    }

    @Test
    void a_lab_that_is_removed_is_null_in_the_patch() {
        board.show(Screen.picture("a", ""), List.of());
        board.show(Screen.picture("b", ""), List.of());
        change();
        board.remove("a", List.of(Moment.News.ofLab("a", Tone.NEUTRAL, "is gone")));

        assertThat(change().path("patch").path("labs")).hasToString("{\"a\":null}");
        assertThat(screen.lab("b").isObject()).isTrue();
        assertThat(screen.moments()).containsExactly("neutral a is gone");
    }

    @Test
    void nothing_is_published_when_nothing_was_shown() {
        board.show(Screen.picture("a", ""), List.of());

        assertThat(screen.edition()).isEqualTo(1);
        assertThat(screen.edition()).isEqualTo(1);
    }

    @Test
    void moments_are_numbered_one_by_one_and_say_all_that_is_known() {
        board.show(Screen.picture("a", ""), news(1));
        board.show(Screen.picture("b", ""), news(1));

        JsonNode moments = change().path("moments");

        assertThat(moments.findValuesAsText("number")).containsExactly("1", "2");
        assertThat(moments.findValuesAsText("lab")).containsExactly("a", "b");
        assertThat(Instant.parse(moments.path(0).path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(board.edition().whole().path("moments")).hasToString(moments.toString());
        assertThat(moments.path(1).path("kind").asText()).isEqualTo("node");
        assertThat(moments.path(1).path("tone").asText()).isEqualTo("bad");
        assertThat(moments.path(1).path("subject").asText()).isEqualTo("worker01");
        assertThat(moments.path(1).path("id").asText()).isEqualTo("worker01");
        assertThat(moments.path(1).path("words").asText()).isEqualTo("is down");
    }

    @Test
    void five_hundred_moments_are_kept() {
        board.show(Screen.picture("a", ""), news(499));
        change();
        board.show(Screen.picture("a", ""), news(3));

        assertThat(change().path("moments").findValuesAsText("number")).containsExactly("500", "501", "502");
        assertThat(board.edition().moments())
                .extracting(Moment::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(3, 502).asLongStream().boxed().toList());
    }

    @Test
    void who_waits_for_a_newer_edition_gets_the_known_one_when_there_is_none() throws InterruptedException {
        Edition known = board.edition();
        long begin = System.nanoTime();

        assertThat(board.newerThan(known, Duration.ofMillis(100))).isSameAs(known);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(99));
    }

    @Test
    void who_waits_for_a_newer_edition_gets_it_at_once() throws InterruptedException {
        Edition known = board.edition();
        board.show(Screen.picture("a", ""), List.of());
        board.publish();
        assertThat(board.newerThan(known, Duration.ZERO).number())
                .as("one that is there")
                .isEqualTo(1);

        board.start();
        Edition second = board.edition();
        Thread later = new Thread(() -> board.show(Screen.picture("b", ""), List.of()));
        later.start();
        assertThat(board.newerThan(second, LONG).state().path("labs").has("b")).isTrue();
        later.join();
        board.close();
    }

    @Test
    void viewers_are_counted() {
        assertThat(board.hasViewers()).isFalse();
        board.joined();
        board.joined();
        board.left();
        assertThat(board.hasViewers()).isTrue();
        board.left();
        assertThat(board.hasViewers()).isFalse();
    }

    @Test
    void closing_ends_its_thread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        board.start();
        Set<Thread> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().equals("swarmlab-board"))
                .collect(Collectors.toSet());
        assertThat(own).hasSize(1).allMatch(Thread::isDaemon);

        board.close();

        Screen.await("the thread's end", () -> own.stream().noneMatch(Thread::isAlive));
    }

    /** Pages tell by it how long ago things happened, however long nothing has changed. */
    @Test
    void the_state_is_sent_with_the_time_of_its_sending() {
        Edition edition = Edition.first();
        Instant before = Instant.now();

        assertThat(Instant.parse(edition.whole().path("at").asText())).isAfterOrEqualTo(before);
    }
}
