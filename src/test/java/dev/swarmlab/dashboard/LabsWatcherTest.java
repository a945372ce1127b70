package dev.swarmlab.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

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

    private final PublishedState screen = new PublishedState();
    private final FakeLab lab = new FakeLab("managers: 1\nworkers: 1");
    private final ReentrantLock looking = new ReentrantLock();
    private final AtomicBoolean broken = new AtomicBoolean();
    private @Nullable LabsWatcher watch;

    private void start(@Nullable String only) {
        lab.engine.hooks.before("containers", () -> {
            looking.lock();
            try {
                if (broken.get()) {
                    throw new EngineException(EngineException.UNREACHABLE, "Connection refused");
                }
            } finally {
                looking.unlock();
            }
        });
        watch = new LabsWatcher(lab.engine, only, screen.publisher);
        watch.start();
    }

    @AfterEach
    void close() {
        if (watch != null) {
            watch.close();
        }
    }

    private void awaitSeen() {
        PublishedState.await(
                "the lab",
                () -> screen.lab("lab").has("problem")
                        && screen.trouble("lab").isEmpty()
                        && states().equals(List.of("ready", "ready")),
                () -> screen.lab("lab").toString());
    }

    private List<String> states() {
        return screen.lab("lab").path("nodes").findValuesAsText("state");
    }

    private void remove() {
        lab.plan().nodes().stream().map(NodePlan::container).forEach(lab.engine::removeContainer);
    }

    /** A lab that nobody can ask: its node was never started. */
    private void withOther() {
        lab.engine.with(new EngineContainer(
                "id-of-other",
                "swarmlab-other-manager",
                "",
                "created",
                "",
                Map.of(Labels.LAB, "other", Labels.NODE, "manager", Labels.ROLE, "manager", Labels.PORT, "1"),
                Map.of(),
                List.of()));
    }

    @Test
    void a_lab_that_is_there_is_shown() {
        lab.joined();
        start(null);
        awaitSeen();

        assertThat(screen.lab("lab").path("nodes").findValuesAsText("container"))
                .containsExactly("running", "running");
        assertThat(screen.moments()).isEmpty();
    }

    @Test
    void a_lab_that_appears_is_shown_and_one_that_is_removed_is_gone() {
        start(null);
        PublishedState.await("a look", () -> !lab.engine.hooks.calls("containers").isEmpty());
        assertThat(screen.lab("lab").isMissingNode()).isTrue();

        lab.joined();
        awaitSeen();
        remove();

        PublishedState.await("its end", () -> screen.lab("lab").isMissingNode());
        assertThat(screen.moments()).endsWith("neutral lab is gone");
    }

    @Test
    void a_lab_that_is_made_anew_under_the_same_name_is_another_one() {
        lab.joined();
        start(null);
        awaitSeen();
        String before = lab.swarm.id("worker01");

        looking.lock(); // nobody sees that it was gone
        try {
            remove();
            lab.swarm.end();
            lab.joined();
        } finally {
            looking.unlock();
        }

        PublishedState.await("the new lab", () -> screen.lab("lab").path("nodes").has(lab.swarm.id("worker01")));
        awaitSeen();
        assertThat(screen.moments()).containsOnlyOnce("neutral lab is gone");
        assertThat(screen.lab("lab").path("nodes").has(before)).isFalse();
    }

    @Test
    void what_becomes_of_its_containers_is_shown() {
        lab.joined();
        start(null);
        awaitSeen();

        lab.engine.kill(lab.node("worker01").container());

        PublishedState.await("the news", () -> screen.moments().contains("bad worker01 is switched off"));
        assertThat(screen.lab("lab")
                        .path("nodes")
                        .path(lab.swarm.id("worker01"))
                        .path("container")
                        .asText())
                .isEqualTo("exited");
    }

    @Test
    void only_the_lab_that_was_named_is_shown() {
        lab.joined();
        withOther();
        start("lab");
        awaitSeen();

        assertThat(screen.lab("other").isMissingNode()).isTrue();
    }

    @Test
    void a_lab_that_cant_be_asked_yet_is_shown_with_its_containers_and_asked_later() {
        lab.joined();
        withOther();
        start(null);

        PublishedState.await("the other lab", () -> screen.trouble("other")
                .equals("its nodes can't be asked yet: the lab other has no node"));
        assertThat(screen.lab("other").path("nodes").findValuesAsText("container"))
                .containsExactly("created");
        awaitSeen();
    }

    @Test
    void an_engine_that_fails_is_trouble_for_all_labs_until_it_answers_again() {
        lab.joined();
        withOther();
        start(null);
        awaitSeen();
        PublishedState.await("the other lab", () -> !screen.trouble("other").isEmpty());

        broken.set(true);
        PublishedState.await(
                "trouble",
                () -> screen.trouble("other").equals("the engine does not answer: Connection refused")
                        && !screen.trouble("lab").isEmpty());
        assertThat(states()).as("what was seen last").containsExactly("ready", "ready");

        broken.set(false);
        awaitSeen();
        PublishedState.await("the other lab", () -> screen.trouble("other").startsWith("its nodes can't be asked yet"));
        assertThat(screen.moments())
                .allMatch(moment -> moment.startsWith("bad lab is not seen any more: ")
                        || moment.equals("good lab is seen again: a manager answers"));
    }

    @Test
    void containers_that_are_no_nodes_make_no_lab() {
        lab.engine.with(new EngineContainer(
                "registry",
                "swarmlab-x-registry",
                "",
                "running",
                "",
                Map.of(Labels.LAB, "x", Labels.ROLE, "registry"),
                Map.of(),
                List.of()));
        lab.joined();
        start(null);
        awaitSeen();

        assertThat(screen.lab("x").isMissingNode()).isTrue();
    }

    @Test
    void it_looks_when_the_engine_says_that_something_happened() {
        start(null);

        PublishedState.await(
                "following",
                () -> lab.engine.hooks.calls("followContainers " + Labels.LAB).size() > 1);
    }

    @Test
    void closing_ends_its_looks() {
        lab.joined();
        start(null);
        awaitSeen();
        close();
        looking.lock();
        try {
            PublishedState.await("the threads' end", () -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("swarmlab-labs")
                            || thread.getName().equals("swarmlab-watch")));
        } finally {
            looking.unlock();
        }
    }
}
