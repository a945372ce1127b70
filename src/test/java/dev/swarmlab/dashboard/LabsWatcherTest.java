package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.fake.FakeLab;
import dev.swarmlab.plan.NodePlan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LabsWatcherTest {

    private final PublishedState state = new PublishedState();
    private final FakeLab lab = new FakeLab("managers: 1\nworkers: 1");
    private final ReentrantLock polling = new ReentrantLock();
    private final AtomicBoolean broken = new AtomicBoolean();
    private @Nullable LabsWatcher watcher;

    private void start(@Nullable String only) {
        lab.engine.hooks.before("containers", () -> {
            polling.lock();
            try {
                if (broken.get()) {
                    throw new EngineException(EngineException.UNREACHABLE, "Connection refused");
                }
            } finally {
                polling.unlock();
            }
        });
        watcher = new LabsWatcher(
                lab.engine, resources -> only == null || resources.name().equals(only), state.publisher, null);
        watcher.start();
    }

    @AfterEach
    void close() {
        if (watcher != null) {
            watcher.close();
        }
    }

    private void awaitReady() {
        PublishedState.await(
                "the lab",
                () -> state.lab("lab").has("problem")
                        && state.problem("lab").isEmpty()
                        && states().equals(List.of("ready", "ready")),
                () -> state.lab("lab").toString());
    }

    private List<String> states() {
        return state.lab("lab").path("nodes").findValuesAsText("state");
    }

    private void remove() {
        lab.plan().nodes().stream().map(NodePlan::container).forEach(lab.engine::removeContainer);
    }

    /** Adds a lab that can't be polled: its node was never started. */
    private void addOtherLab() {
        lab.engine.with(new EngineContainer(
                "id-of-other",
                "swarmlab-other-manager",
                "",
                ContainerState.of("created"),
                "",
                Map.of(Labels.LAB, "other", Labels.NODE, "manager", Labels.ROLE, "manager", Labels.PORT, "1"),
                Map.of(),
                List.of()));
    }

    @Test
    void an_existing_lab_is_published() {
        lab.joined();
        start(null);
        awaitReady();

        assertThat(state.lab("lab").path("nodes").findValuesAsText("container")).containsExactly("running", "running");
        assertThat(state.events()).isEmpty();
    }

    @Test
    void new_labs_are_added_and_removed_labs_are_removed() {
        start(null);
        PublishedState.await(
                "a poll", () -> !lab.engine.hooks.calls("containers").isEmpty());
        assertThat(state.lab("lab").isMissingNode()).isTrue();

        lab.joined();
        awaitReady();
        remove();

        PublishedState.await("the removal", () -> state.lab("lab").isMissingNode());
        assertThat(state.events()).endsWith("neutral lab was removed");
    }

    @Test
    void a_recreated_lab_of_the_same_name_is_a_new_lab() {
        lab.joined();
        start(null);
        awaitReady();
        String before = lab.swarm.id("worker01");

        polling.lock(); // so that no poll happens while the lab does not exist
        try {
            remove();
            lab.swarm.end();
            lab.joined();
        } finally {
            polling.unlock();
        }

        // The watcher of the old swarm may see the new one first, since fake nodes accept any certificate.
        PublishedState.await("the removal", () -> state.events().contains("neutral lab was removed"));
        PublishedState.await("the new lab", () -> state.lab("lab").path("nodes").has(lab.swarm.id("worker01")));
        awaitReady();
        assertThat(state.events()).containsOnlyOnce("neutral lab was removed");
        assertThat(state.lab("lab").path("nodes").has(before)).isFalse();
    }

    @Test
    void new_states_of_containers_are_published() {
        lab.joined();
        start(null);
        awaitReady();

        lab.engine.kill(lab.node("worker01").container());

        PublishedState.await("the event", () -> state.events().contains("bad worker01 is stopped"));
        assertThat(state.lab("lab")
                        .path("nodes")
                        .path(lab.swarm.id("worker01"))
                        .path("container")
                        .asText())
                .isEqualTo("exited");
    }

    @Test
    void only_the_named_lab_is_published() {
        lab.joined();
        addOtherLab();
        start("lab");
        awaitReady();

        assertThat(state.lab("other").isMissingNode()).isTrue();
    }

    @Test
    void a_lab_without_a_connection_is_published_with_its_containers() {
        lab.joined();
        addOtherLab();
        start(null);

        PublishedState.await("the other lab", () -> state.problem("other")
                .equals("can't connect to its nodes yet: the lab other has no node"));
        assertThat(state.lab("other").path("nodes").findValuesAsText("container"))
                .containsExactly("created");
        awaitReady();
    }

    @Test
    void a_failing_engine_is_the_problem_of_all_labs_until_it_answers_again() {
        lab.joined();
        addOtherLab();
        start(null);
        awaitReady();
        PublishedState.await("the other lab", () -> !state.problem("other").isEmpty());

        broken.set(true);
        PublishedState.await(
                "the problem",
                () -> state.problem("other").equals("the engine does not answer: Connection refused")
                        && !state.problem("lab").isEmpty());
        assertThat(states()).as("from the last snapshot").containsExactly("ready", "ready");

        broken.set(false);
        awaitReady();
        PublishedState.await(
                "the other lab", () -> state.problem("other").startsWith("can't connect to its nodes yet"));
        assertThat(state.events())
                .allMatch(event ->
                        event.startsWith("bad lab is unreachable: ") || event.equals("good lab is reachable again"));
    }

    @Test
    void containers_that_are_not_nodes_do_not_make_a_lab() {
        lab.engine.with(new EngineContainer(
                "registry",
                "swarmlab-x-registry",
                "",
                ContainerState.of("running"),
                "",
                Map.of(Labels.LAB, "x", Labels.ROLE, "registry"),
                Map.of(),
                List.of()));
        lab.joined();
        start(null);
        awaitReady();

        assertThat(state.lab("x").isMissingNode()).isTrue();
    }

    @Test
    void it_follows_the_engines_events() {
        start(null);

        PublishedState.await(
                "the request for events",
                () -> lab.engine.hooks.calls("followContainers " + Labels.LAB).size() > 1);
    }

    @Test
    void closing_ends_all_threads() {
        lab.joined();
        start(null);
        awaitReady();
        close();
        polling.lock();
        try {
            PublishedState.await("the threads' end", () -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("swarmlab-labs-watch-")
                            || thread.getName().startsWith("swarmlab-swarm-watch-")));
        } finally {
            polling.unlock();
        }
    }
}
