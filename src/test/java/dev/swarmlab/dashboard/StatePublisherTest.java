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
class StatePublisherTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final PublishedState screen = new PublishedState();
    private final StatePublisher publisher = screen.publisher;

    private static List<TimelineEvent.News> news(int count) {
        return Collections.nCopies(count, TimelineEvent.News.ofNode("worker01", Tone.BAD, "is down"));
    }

    private JsonNode change() {
        publisher.publish();
        return parsed(publisher.version().change());
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
        JsonNode whole = publisher.version().whole();

        assertThat(whole.path("format").asInt()).isEqualTo(1);
        assertThat(Instant.parse(whole.path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(whole.path("labs")).isEmpty();
        assertThat(whole.path("events").isArray()).isTrue();
    }

    @Test
    void what_changes_together_comes_as_one_edition() throws InterruptedException {
        StateVersion first = publisher.version();
        publisher.show(PublishedState.picture("a", ""), news(1));
        publisher.show(PublishedState.picture("b", ""), news(1));
        assertThat(publisher.version()).as("before it is started").isSameAs(first);
        publisher.start();

        StateVersion next = publisher.newerThan(first, LONG);

        assertThat(next.number()).isEqualTo(1);
        assertThat(next.state().path("labs").fieldNames()).toIterable().containsExactly("a", "b");
        assertThat(next.events()).hasSize(2);
        publisher.close();
    }

    @Test
    void there_are_at_most_five_editions_a_second() throws InterruptedException {
        publisher.start();
        StateVersion begin = publisher.version();
        long started = System.nanoTime();
        StateVersion last = begin;
        for (int each = 0; System.nanoTime() - started < 1_000_000_000L; each++) {
            publisher.show(PublishedState.picture("a", "trouble " + each), List.of());
            last = publisher.newerThan(last, Duration.ofMillis(5));
        }
        long fifths = (System.nanoTime() - started) / 200_000_000L;
        publisher.close();

        assertThat(last.number()).isBetween(2L, fifths + 2);
    }

    @Test
    void a_change_tells_only_what_is_new() {
        publisher.show(PublishedState.picture("a", ""), news(1));
        publisher.show(PublishedState.picture("b", ""), List.of());
        change();
        JsonNode before = publisher.version().state();
        publisher.show(PublishedState.picture("b", "silence"), news(2));

        JsonNode change = change();

        assertThat(change.path("patch").path("labs")).hasToString("{\"b\":{\"problem\":\"silence\"}}");
        assertThat(change.path("patch").fieldNames()).toIterable().containsExactlyInAnyOrder("at", "labs");
        assertThat(change.path("events").findValuesAsText("number")).containsExactly("2", "3");
        assertThat(MergePatchTest.merge(before, change.path("patch")))
                .isEqualTo(publisher.version().state());
    }

    @Test
    void a_lab_that_is_removed_is_null_in_the_patch() {
        publisher.show(PublishedState.picture("a", ""), List.of());
        publisher.show(PublishedState.picture("b", ""), List.of());
        change();
        publisher.remove("a", List.of(TimelineEvent.News.ofLab("a", Tone.NEUTRAL, "is gone")));

        assertThat(change().path("patch").path("labs")).hasToString("{\"a\":null}");
        assertThat(screen.lab("b").isObject()).isTrue();
        assertThat(screen.moments()).containsExactly("neutral a is gone");
    }

    @Test
    void nothing_is_published_when_nothing_was_shown() {
        publisher.show(PublishedState.picture("a", ""), List.of());

        assertThat(screen.version()).isEqualTo(1);
        assertThat(screen.version()).isEqualTo(1);
    }

    @Test
    void moments_are_numbered_one_by_one_and_say_all_that_is_known() {
        publisher.show(PublishedState.picture("a", ""), news(1));
        publisher.show(PublishedState.picture("b", ""), news(1));

        JsonNode moments = change().path("events");

        assertThat(moments.findValuesAsText("number")).containsExactly("1", "2");
        assertThat(moments.findValuesAsText("lab")).containsExactly("a", "b");
        assertThat(Instant.parse(moments.path(0).path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(publisher.version().whole().path("events")).hasToString(moments.toString());
        assertThat(moments.path(1).path("kind").asText()).isEqualTo("node");
        assertThat(moments.path(1).path("tone").asText()).isEqualTo("bad");
        assertThat(moments.path(1).path("subject").asText()).isEqualTo("worker01");
        assertThat(moments.path(1).path("id").asText()).isEqualTo("worker01");
        assertThat(moments.path(1).path("text").asText()).isEqualTo("is down");
    }

    @Test
    void five_hundred_moments_are_kept() {
        publisher.show(PublishedState.picture("a", ""), news(499));
        change();
        publisher.show(PublishedState.picture("a", ""), news(3));

        assertThat(change().path("events").findValuesAsText("number")).containsExactly("500", "501", "502");
        assertThat(publisher.version().events())
                .extracting(TimelineEvent::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(3, 502).asLongStream().boxed().toList());
    }

    @Test
    void who_waits_for_a_newer_edition_gets_the_known_one_when_there_is_none() throws InterruptedException {
        StateVersion known = publisher.version();
        long begin = System.nanoTime();

        assertThat(publisher.newerThan(known, Duration.ofMillis(100))).isSameAs(known);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(99));
    }

    @Test
    void who_waits_for_a_newer_edition_gets_it_at_once() throws InterruptedException {
        StateVersion known = publisher.version();
        publisher.show(PublishedState.picture("a", ""), List.of());
        publisher.publish();
        assertThat(publisher.newerThan(known, Duration.ZERO).number())
                .as("one that is there")
                .isEqualTo(1);

        publisher.start();
        StateVersion second = publisher.version();
        Thread later = new Thread(() -> publisher.show(PublishedState.picture("b", ""), List.of()));
        later.start();
        assertThat(publisher.newerThan(second, LONG).state().path("labs").has("b"))
                .isTrue();
        later.join();
        publisher.close();
    }

    @Test
    void viewers_are_counted() {
        assertThat(publisher.hasViewers()).isFalse();
        publisher.joined();
        publisher.joined();
        publisher.left();
        assertThat(publisher.hasViewers()).isTrue();
        publisher.left();
        assertThat(publisher.hasViewers()).isFalse();
    }

    @Test
    void closing_ends_its_thread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        publisher.start();
        Set<Thread> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().equals("swarmlab-board"))
                .collect(Collectors.toSet());
        assertThat(own).hasSize(1).allMatch(Thread::isDaemon);

        publisher.close();

        PublishedState.await("the thread's end", () -> own.stream().noneMatch(Thread::isAlive));
    }

    /** Pages tell by it how long ago things happened, however long nothing has changed. */
    @Test
    void the_state_is_sent_with_the_time_of_its_sending() {
        StateVersion version = StateVersion.first();
        Instant before = Instant.now();

        assertThat(Instant.parse(version.whole().path("at").asText())).isAfterOrEqualTo(before);
    }
}
