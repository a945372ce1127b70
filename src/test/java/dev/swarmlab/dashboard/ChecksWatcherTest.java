package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Outcome;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChecksWatcherTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final PublishedState state = new PublishedState();
    private final Map<String, FakeChecks> fakes = new ConcurrentHashMap<>();
    private final List<String> opened = Collections.synchronizedList(new ArrayList<>());
    private final ChecksWatcher watcher = new ChecksWatcher(this::open, state.publisher, LIMIT);

    /** The checks of a fake lab: one that passes, and one that fails until {@code complete} is set. */
    private static final class FakeChecks implements LabChecks {

        private final AtomicInteger runs = new AtomicInteger();
        private volatile boolean complete;
        private volatile boolean closed;
        private volatile Runnable before = () -> {};

        @Override
        public List<CheckResult> runOnce() {
            runs.incrementAndGet();
            before.run();
            return List.of(
                    result("a", Outcome.PASSED, ""),
                    complete ? result("b", Outcome.PASSED, "") : result("b", Outcome.FAILED, "no answer"));
        }

        private static CheckResult result(String name, Outcome outcome, String reason) {
            return new CheckResult(name, outcome, reason, "a hint", Duration.ZERO);
        }

        @Override
        public int omitted() {
            return 1;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private LabChecks open(LabResources lab) {
        opened.add(lab.name());
        return fake(lab.name());
    }

    private FakeChecks fake(String lab) {
        return fakes.computeIfAbsent(lab, name -> new FakeChecks());
    }

    private static LabResources lab(String name, String container, String containerState) {
        return new LabResources(
                name,
                List.of(new EngineContainer(
                        container,
                        "swarmlab-" + name + "-manager",
                        "",
                        ContainerState.of(containerState),
                        "",
                        Map.of(Labels.LAB, name, Labels.NODE, "manager", Labels.ROLE, "manager"),
                        Map.of(),
                        List.of())),
                List.of(),
                List.of());
    }

    private void update(LabResources... labs) {
        Map<String, LabResources> byName = new TreeMap<>();
        List.of(labs).forEach(lab -> byName.put(lab.name(), lab));
        watcher.update(byName);
    }

    private void update(String... names) {
        update(List.of(names).stream().map(name -> lab(name, name, "running")).toArray(LabResources[]::new));
    }

    private JsonNode checks() {
        state.publisher.publish();
        return state.publisher.version().state().path("checks");
    }

    private JsonNode lab(String name) {
        return checks().path("labs").path(name);
    }

    private String stateOf(String name) {
        return lab(name).path("state").asText();
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void nothing_is_checked_while_no_browser_shows_the_results() {
        update("lab");
        state.publisher.addViewer();
        watcher.round();

        assertThat(opened).isEmpty();
        assertThat(stateOf("lab")).isEqualTo("waiting");

        state.publisher.addViewerOfChecks();
        watcher.round();
        state.publisher.removeViewerOfChecks();
        watcher.round();
        assertThat(fake("lab").runs).hasValue(1);
    }

    @Test
    void results_are_published_with_reason_and_hint() {
        state.publisher.addViewerOfChecks();
        update("lab");
        watcher.round();

        assertThat(lab("lab").path("state").asText()).isEqualTo("checked");
        assertThat(lab("lab").path("omitted").asInt()).isEqualTo(1);
        assertThat(lab("lab").path("results").get(0))
                .hasToString("{\"name\":\"a\",\"outcome\":\"passed\",\"reason\":\"\",\"hint\":\"\"}");
        assertThat(lab("lab").path("results").get(1))
                .hasToString("{\"name\":\"b\",\"outcome\":\"failed\",\"reason\":\"no answer\",\"hint\":\"a hint\"}");
        assertThat(checks().path("at").asText()).isNotEmpty();
    }

    @Test
    void further_rounds_use_the_same_connections_and_publish_only_changes() {
        state.publisher.addViewerOfChecks();
        update("lab");
        watcher.round();
        JsonNode before = lab("lab");
        update("lab");
        watcher.round();

        assertThat(opened).containsExactly("lab");
        assertThat(lab("lab")).isEqualTo(before);
        assertThat(MergePatch.between(before, lab("lab"))).isEmpty();
        assertThat(state.events()).isEmpty();
    }

    @Test
    void the_timeline_says_when_a_lab_becomes_complete_and_when_it_is_no_longer() {
        state.publisher.addViewerOfChecks();
        update("lab");
        watcher.round();
        fake("lab").complete = true;
        watcher.round();
        watcher.round();
        assertThat(state.events()).containsExactly("good lab passes all checks");

        fake("lab").complete = false;
        watcher.round();
        assertThat(state.events())
                .endsWith("bad lab no longer passes all checks")
                .hasSize(2);
    }

    @Test
    void only_some_labs_are_checked_at_the_same_time() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch tooMany = new CountDownLatch(ChecksWatcher.AT_ONCE + 1);
        String[] names =
                IntStream.range(0, 12).mapToObj(number -> "lab" + number).toArray(String[]::new);
        for (String name : names) {
            fake(name).before = () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                tooMany.countDown();
                await(tooMany, Duration.ofMillis(200));
                now.decrementAndGet();
            };
        }
        state.publisher.addViewerOfChecks();
        update(names);
        watcher.round();

        assertThat(most).hasValue(ChecksWatcher.AT_ONCE);
        assertThat(checks().path("labs").findValuesAsText("state")).hasSize(12).containsOnly("checked");
    }

    @Test
    void a_lab_that_does_not_answer_is_left_and_not_asked_again_before_it_has_ended() {
        CountDownLatch never = new CountDownLatch(1);
        fake("silent").before = () -> {
            boolean ended = false;
            while (!ended) {
                ended = await(never, Duration.ofSeconds(20)); // as a request that can't be interrupted
            }
        };
        state.publisher.addViewerOfChecks();
        update("answers", "silent");
        watcher.round();

        assertThat(stateOf("answers")).isEqualTo("checked");
        assertThat(stateOf("silent")).isEqualTo("unreachable");
        assertThat(lab("silent").path("problem").asText()).startsWith("its checks did not end within ");

        watcher.round();
        assertThat(fake("answers").runs).hasValue(2);
        assertThat(fake("silent").runs).hasValue(1);
        assertThat(stateOf("silent")).isEqualTo("unreachable");

        never.countDown();
        fake("silent").before = () -> {};
        PublishedState.await("the lab", () -> {
            watcher.round();
            return stateOf("silent").equals("checked");
        });
    }

    @Test
    void a_failure_is_the_problem_of_its_lab() {
        fake("lab").before = () -> {
            throw Failure.of(FailureKind.FAILED, "it can't be read").because("no space");
        };
        state.publisher.addViewerOfChecks();
        update("lab", "other");
        watcher.round();

        assertThat(lab("lab").path("problem").asText()).isEqualTo("it can't be read: no space");
        assertThat(stateOf("other")).isEqualTo("checked");
    }

    @Test
    void a_stopped_lab_is_not_checked_until_it_runs_again() {
        state.publisher.addViewerOfChecks();
        update(lab("lab", "id", "exited"));
        watcher.round();
        assertThat(stateOf("lab")).isEqualTo("stopped");
        assertThat(opened).isEmpty();

        update(lab("lab", "id", "running"));
        assertThat(stateOf("lab")).isEqualTo("waiting");
        watcher.round();
        assertThat(stateOf("lab")).isEqualTo("checked");

        update(lab("lab", "id", "exited"));
        assertThat(stateOf("lab")).isEqualTo("stopped");
    }

    @Test
    void a_recreated_lab_gets_new_connections_and_a_removed_lab_is_removed() {
        state.publisher.addViewerOfChecks();
        update(lab("lab", "first", "running"), lab("other", "other", "running"));
        watcher.round();
        FakeChecks first = fakes.remove("lab");
        update(lab("lab", "second", "running"));

        assertThat(first.closed).isTrue();
        assertThat(stateOf("lab")).isEqualTo("waiting");
        assertThat(lab("other").isMissingNode()).isTrue();
        assertThat(fake("other").closed).isTrue();

        watcher.round();
        assertThat(opened).filteredOn("lab"::equals).hasSize(2);
    }

    @Test
    void it_starts_soon_after_a_browser_shows_the_results_and_repeats_the_checks() {
        update("lab");
        watcher.start();
        state.publisher.addViewerOfChecks();

        PublishedState.await("two runs", () -> fake("lab").runs.get() >= 2);
    }

    private static boolean await(CountDownLatch latch, Duration timeout) {
        try {
            return latch.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException exception) {
            return false;
        }
    }
}
