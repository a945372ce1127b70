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

    private final PublishedState state = new PublishedState();
    private final StatePublisher publisher = state.publisher;

    private static List<TimelineEvent.Change> changes(int count) {
        return Collections.nCopies(count, TimelineEvent.Change.ofNode("worker01", Tone.BAD, "is down"));
    }

    private JsonNode nextChange() {
        publisher.publish();
        return parsed(publisher.version().changeData());
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException exception) {
            throw new IllegalArgumentException(json, exception);
        }
    }

    @Test
    void the_first_version_is_empty() {
        JsonNode full = publisher.version().fullState();

        assertThat(full.path("format").asInt()).isEqualTo(1);
        assertThat(Instant.parse(full.path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(full.path("labs")).isEmpty();
        assertThat(full.path("events").isArray()).isTrue();
    }

    @Test
    void simultaneous_changes_are_one_version() throws InterruptedException {
        StateVersion first = publisher.version();
        publisher.update(PublishedState.emptyLab("a", ""), changes(1));
        publisher.update(PublishedState.emptyLab("b", ""), changes(1));
        assertThat(publisher.version()).as("before the start").isSameAs(first);
        publisher.start();

        StateVersion next = publisher.awaitNewer(first, LONG);

        assertThat(next.number()).isEqualTo(1);
        assertThat(next.state().path("labs").fieldNames()).toIterable().containsExactly("a", "b");
        assertThat(next.events()).hasSize(2);
        publisher.close();
    }

    @Test
    void there_are_at_most_five_versions_per_second() throws InterruptedException {
        publisher.start();
        StateVersion begin = publisher.version();
        long started = System.nanoTime();
        StateVersion last = begin;
        for (int each = 0; System.nanoTime() - started < 1_000_000_000L; each++) {
            publisher.update(PublishedState.emptyLab("a", "problem " + each), List.of());
            last = publisher.awaitNewer(last, Duration.ofMillis(5));
        }
        long fifths = (System.nanoTime() - started) / 200_000_000L;
        publisher.close();

        assertThat(last.number()).isBetween(2L, fifths + 2);
    }

    @Test
    void a_change_contains_only_the_difference() {
        publisher.update(PublishedState.emptyLab("a", ""), changes(1));
        publisher.update(PublishedState.emptyLab("b", ""), List.of());
        nextChange();
        JsonNode before = publisher.version().state();
        publisher.update(PublishedState.emptyLab("b", "no answer"), changes(2));

        JsonNode change = nextChange();

        assertThat(change.path("patch").path("labs")).hasToString("{\"b\":{\"problem\":\"no answer\"}}");
        assertThat(change.path("patch").fieldNames()).toIterable().containsExactlyInAnyOrder("at", "labs");
        assertThat(change.path("events").findValuesAsText("number")).containsExactly("2", "3");
        assertThat(MergePatchTest.merge(before, change.path("patch")))
                .isEqualTo(publisher.version().state());
    }

    @Test
    void a_lab_that_is_removed_is_null_in_the_patch() {
        publisher.update(PublishedState.emptyLab("a", ""), List.of());
        publisher.update(PublishedState.emptyLab("b", ""), List.of());
        nextChange();
        publisher.remove("a", List.of(TimelineEvent.Change.ofLab("a", Tone.NEUTRAL, "was removed")));

        assertThat(nextChange().path("patch").path("labs")).hasToString("{\"a\":null}");
        assertThat(state.lab("b").isObject()).isTrue();
        assertThat(state.events()).containsExactly("neutral a was removed");
    }

    @Test
    void nothing_is_published_when_nothing_has_changed() {
        publisher.update(PublishedState.emptyLab("a", ""), List.of());

        assertThat(state.version()).isEqualTo(1);
        assertThat(state.version()).isEqualTo(1);
    }

    @Test
    void events_have_consecutive_numbers_and_all_fields() {
        publisher.update(PublishedState.emptyLab("a", ""), changes(1));
        publisher.update(PublishedState.emptyLab("b", ""), changes(1));

        JsonNode events = nextChange().path("events");

        assertThat(events.findValuesAsText("number")).containsExactly("1", "2");
        assertThat(events.findValuesAsText("lab")).containsExactly("a", "b");
        assertThat(Instant.parse(events.path(0).path("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(publisher.version().fullState().path("events")).hasToString(events.toString());
        assertThat(events.path(1).path("kind").asText()).isEqualTo("node");
        assertThat(events.path(1).path("tone").asText()).isEqualTo("bad");
        assertThat(events.path(1).path("subject").asText()).isEqualTo("worker01");
        assertThat(events.path(1).path("id").asText()).isEqualTo("worker01");
        assertThat(events.path(1).path("text").asText()).isEqualTo("is down");
    }

    @Test
    void five_hundred_events_are_kept() {
        publisher.update(PublishedState.emptyLab("a", ""), changes(499));
        nextChange();
        publisher.update(PublishedState.emptyLab("a", ""), changes(3));

        assertThat(nextChange().path("events").findValuesAsText("number")).containsExactly("500", "501", "502");
        assertThat(publisher.version().events())
                .extracting(TimelineEvent::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(3, 502).asLongStream().boxed().toList());
    }

    @Test
    void waiting_for_a_newer_version_returns_the_known_one_after_the_timeout() throws InterruptedException {
        StateVersion known = publisher.version();
        long begin = System.nanoTime();

        assertThat(publisher.awaitNewer(known, Duration.ofMillis(100))).isSameAs(known);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(99));
    }

    @Test
    void waiting_for_a_newer_version_returns_it_at_once() throws InterruptedException {
        StateVersion known = publisher.version();
        publisher.update(PublishedState.emptyLab("a", ""), List.of());
        publisher.publish();
        assertThat(publisher.awaitNewer(known, Duration.ZERO).number())
                .as("an existing version")
                .isEqualTo(1);

        publisher.start();
        StateVersion second = publisher.version();
        Thread later = new Thread(() -> publisher.update(PublishedState.emptyLab("b", ""), List.of()));
        later.start();
        assertThat(publisher.awaitNewer(second, LONG).state().path("labs").has("b"))
                .isTrue();
        later.join();
        publisher.close();
    }

    @Test
    void viewers_are_counted() {
        assertThat(publisher.hasViewers()).isFalse();
        publisher.addViewer();
        publisher.addViewer();
        publisher.removeViewer();
        assertThat(publisher.hasViewers()).isTrue();
        publisher.removeViewer();
        assertThat(publisher.hasViewers()).isFalse();
    }

    @Test
    void closing_ends_the_thread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        publisher.start();
        Set<Thread> own = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().equals("swarmlab-publisher"))
                .collect(Collectors.toSet());
        assertThat(own).hasSize(1).allMatch(Thread::isDaemon);

        publisher.close();

        PublishedState.await("the thread's end", () -> own.stream().noneMatch(Thread::isAlive));
    }

    /** Pages calculate ages from it, even if nothing has changed for long. */
    @Test
    void the_full_state_has_the_current_time() {
        StateVersion version = StateVersion.first();
        Instant before = Instant.now();

        assertThat(Instant.parse(version.fullState().path("at").asText())).isAfterOrEqualTo(before);
    }
}
