package dev.swarmlab.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.progress.Event.Said;
import dev.swarmlab.progress.Event.StepBegan;
import dev.swarmlab.progress.Event.StepDone;
import dev.swarmlab.progress.Event.StepFailed;
import dev.swarmlab.progress.Event.SubjectDone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final List<Event> events = new ArrayList<>();
    private final Progress progress = new Progress(events::add);

    @Test
    void returns_the_result_of_the_work_and_shows_its_detail() {
        int port = progress.during(Step.REGISTRY, "registry", () -> 5000, result -> "localhost:" + result);

        assertThat(port).isEqualTo(5000);
        assertThat(events).containsExactly(new SubjectDone(Step.REGISTRY, "registry", "localhost:5000"));
    }

    @Test
    void a_step_is_done_with_its_last_subject() {
        progress.begin(Step.NODES, 2);
        progress.during(Step.NODES, "manager", () -> "10.213.7.11");
        assertThat(events).noneMatch(StepDone.class::isInstance);

        progress.during(Step.NODES, "worker01", () -> "10.213.7.21");

        assertThat(events)
                .startsWith(
                        new StepBegan(Step.NODES, 2),
                        new SubjectDone(Step.NODES, "manager", "10.213.7.11"),
                        new SubjectDone(Step.NODES, "worker01", "10.213.7.21"))
                .last()
                .isInstanceOfSatisfying(
                        StepDone.class, done -> assertThat(done.step()).isEqualTo(Step.NODES));
    }

    @Test
    void work_that_fails_is_shown_as_failed_and_its_exception_is_thrown() {
        IllegalStateException bug = new IllegalStateException("a bug");

        assertThatThrownBy(() -> progress.during(Step.JOIN, "worker01", () -> {
                    throw bug;
                }))
                .isSameAs(bug);
        assertThat(events).containsExactly(new StepFailed(Step.JOIN, "worker01"));
    }

    @Test
    void a_step_without_subjects_is_not_shown() {
        progress.begin(Step.STACKS, 0);

        assertThat(events).isEmpty();
    }

    @Test
    void a_text_is_shown_as_it_is() {
        progress.say("removed the stack shop");

        assertThat(events).containsExactly(new Said("removed the stack shop"));
    }
}
