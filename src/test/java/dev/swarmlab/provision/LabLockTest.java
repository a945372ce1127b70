package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LockClaim;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.process.Caller;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LabLockTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Caller SELF = Caller.ofThisProcess();
    private static final Caller ENDED =
            new Caller(SELF.user(), SELF.host(), SELF.processes(), SELF.pid(), "another time");
    private static final Caller ELSEWHERE = new Caller("bob", "desktop", "another boot", 7, "1");

    private final FakeEngine engine = new FakeEngine();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Progress progress = new Progress(event -> {
        if (event instanceof Event.Said message) {
            said.add(message.text());
        }
    });

    private <T> T hold(Duration time, Supplier<T> work) {
        return LabLock.hold(engine, progress, "lab", "swarmlab up lab.yml", Deadline.in(time), work);
    }

    private void heldBy(Caller holder, Instant until) {
        Instant since = Instant.parse("2026-11-24T10:00:00Z");
        LockClaim claim = new LockClaim("lab", "0", holder, "swarmlab down lab", since, until);
        engine.withVolume(claim.volume(), claim.labels());
    }

    private static Instant later() {
        return Instant.now().plusSeconds(3600);
    }

    private static Instant earlier() {
        return Instant.now().minusSeconds(1);
    }

    @Test
    void is_on_the_engine_during_the_work_and_removed_afterwards() {
        List<String> during = hold(SHORT, engine::things);

        assertThat(during).singleElement().asString().startsWith("volume swarmlab-lab-lock-");
        assertThat(engine.things()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void needs_three_calls_when_it_is_free() {
        hold(SHORT, () -> true);

        assertThat(engine.hooks.calls(""))
                .hasSize(3)
                .satisfiesExactly(
                        call -> assertThat(call).startsWith("createVolume"),
                        call -> assertThat(call).isEqualTo("volumes"),
                        call -> assertThat(call).startsWith("removeVolume"));
    }

    @Test
    void is_released_when_the_work_fails() {
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> hold(SHORT, () -> {
                    throw Failure.of(FailureKind.FAILED, "no");
                }));

        assertThat(failure).hasMessage("no");
        assertThat(engine.things()).isEmpty();
    }

    @Test
    void the_holder_is_named_when_it_is_not_released_in_time() {
        heldBy(SELF, later());

        Failure failure = catchThrowableOfType(Failure.class, () -> hold(SHORT, () -> true));

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(failure)
                .hasMessageContaining("gave up waiting for the lock of the lab lab")
                .hasMessageContaining("it is held by `swarmlab down lab` of " + SELF.name() + ", process " + SELF.pid()
                        + ", since 2026-11-24T10:00:00Z");
        assertThat(failure.advice()).contains("docker volume rm swarmlab-lab-lock-0");
        assertThat(said).singleElement().asString().startsWith("waiting for `swarmlab down lab` of ");
        assertThat(engine.things()).containsExactly("volume swarmlab-lab-lock-0");
    }

    @Test
    void is_not_waited_for_by_a_command_that_can_do_without() {
        heldBy(SELF, later());
        List<String> done = new ArrayList<>();

        assertThat(holdIfFree(done)).get().asString().startsWith("`swarmlab down lab` of " + SELF.name());
        assertThat(done).isEmpty();
        assertThat(engine.things()).containsExactly("volume swarmlab-lab-lock-0");
        assertThat(said).isEmpty();
    }

    @Test
    void is_held_during_the_work_of_such_a_command_if_it_is_free() {
        heldBy(ENDED, later());
        List<String> done = new ArrayList<>();

        assertThat(holdIfFree(done)).isEmpty();
        assertThat(done)
                .singleElement()
                .asString()
                .startsWith("volume swarmlab-lab-lock-")
                .doesNotEndWith("lock-0");
        assertThat(engine.things()).isEmpty();
    }

    private Optional<String> holdIfFree(List<String> done) {
        return LabLock.holdIfFree(
                engine, progress, "lab", "swarmlab prune", Deadline.in(SHORT), () -> done.addAll(engine.things()));
    }

    @Test
    void of_a_process_that_has_ended_is_acquired_at_once() {
        heldBy(ENDED, later());

        assertThat(hold(SHORT, engine::things)).hasSize(1).doesNotContain("volume swarmlab-lab-lock-0");
        assertThat(said).singleElement().asString().startsWith("removing the lock of a command that has ended");
    }

    @Test
    void of_another_host_is_waited_for_until_its_time_is_over() {
        heldBy(ELSEWHERE, later());
        assertThat(catchThrowableOfType(Failure.class, () -> hold(SHORT, () -> true)))
                .hasMessageContaining("bob@desktop, process 7");
        engine.removeVolume("swarmlab-lab-lock-0");

        heldBy(ELSEWHERE, earlier());
        assertThat(hold(SHORT, () -> true)).isTrue();
    }

    /** While its process runs, the command may be slow. */
    @Test
    void of_a_process_that_runs_is_not_stale_however_late_it_is() {
        heldBy(SELF, earlier());

        assertThat(catchThrowableOfType(Failure.class, () -> hold(SHORT, () -> true)))
                .isNotNull();
    }

    @Test
    void of_another_lab_does_not_matter() {
        LockClaim other = new LockClaim("other", "0", SELF, "swarmlab up", Instant.now(), later());
        engine.withVolume(other.volume(), other.labels());

        assertThat(hold(SHORT, () -> true)).isTrue();
    }

    @Test
    void is_never_held_by_two_commands_and_every_command_gets_it() {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        new Parallel(false)
                .allWithEveryFailure(IntStream.range(0, 8)
                        .mapToObj(each -> (Runnable) () -> hold(Duration.ofSeconds(50), () -> {
                            assertThat(holders.incrementAndGet()).isEqualTo(1);
                            holders.decrementAndGet();
                            return done.incrementAndGet();
                        }))
                        .toList());

        assertThat(done).hasValue(8);
        assertThat(engine.things()).isEmpty();
    }

    /** Both create their claims before either of them lists the claims. */
    @Test
    void two_commands_with_simultaneous_claims_get_it_one_by_one() {
        engine.hooks.before("volumes", 1, () -> heldBy(ELSEWHERE, Instant.now().plusSeconds(1)));

        assertThat(hold(Duration.ofSeconds(50), engine::things)).hasSize(1);
    }

    @Test
    void an_engine_that_does_not_answer_ends_the_wait() {
        engine.hooks.failing("volumes", () -> new EngineException(EngineException.UNREACHABLE, "Connection refused"));

        Failure failure = catchThrowableOfType(Failure.class, () -> hold(Duration.ofSeconds(50), () -> true));

        assertThat(failure.kind()).isEqualTo(FailureKind.NO_ENGINE);
    }

    @Test
    void up_waits_for_another_command_and_changes_nothing_meanwhile(@TempDir Path folder) {
        heldBy(SELF, later());
        UpRun run = new UpRun(folder, engine.withImage("my/node:1", Map.of())).within(SHORT);

        assertThat(run.failedUp("workers: 1")).hasMessageContaining("it is held by `swarmlab down lab`");

        assertThat(engine.things()).containsExactly("volume swarmlab-lab-lock-0");
    }

    @Test
    void down_removes_what_was_created_while_it_waited_and_the_lock_of_a_killed_up() {
        heldBy(ENDED, later());
        List<LabResources> labs = LabResources.allIn(EngineSnapshot.of(engine, new Parallel(true)));
        assertThat(labs).extracting(LabResources::name).containsExactly("lab");
        engine.withVolume("swarmlab-lab-manager-data", Map.of(Labels.LAB, "lab", Labels.NODE, "manager"));

        new Down(engine, new Parallel(true), progress).run(labs);

        assertThat(engine.things()).isEmpty();
    }

    @Test
    void there_is_no_lock_to_remove_when_it_is_released_at_the_deadline() {
        heldBy(ELSEWHERE, later());
        engine.hooks.before("volumes", () -> {
            if (engine.hooks.calls("volumes").size() == 2) {
                engine.removeVolume("swarmlab-lab-lock-0");
            }
        });

        Failure failure = catchThrowableOfType(Failure.class, () -> hold(Duration.ZERO, () -> true));

        assertThat(failure).hasMessageContaining("it is held by `swarmlab down lab`");
        assertThat(failure.advice()).isEqualTo("That command has ended. Run this command again.");
    }
}
