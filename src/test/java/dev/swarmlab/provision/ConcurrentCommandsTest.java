package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two commands that change one lab at the same time: one of them has the lab, and the other says which. */
@Timeout(60)
class ConcurrentCommandsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FakeEngine engine = new FakeEngine()
            .withImage("my/node:1", Map.of())
            .withImage("my/registry:1", Map.of())
            .withImage("my/app:1", Map.of());

    @TempDir
    private Path folder = Path.of("");

    /** A command in a thread of its own, which starts while another one works. */
    private static final class Second {

        private final UpRun run;
        private @Nullable CompletableFuture<Throwable> end;

        Second(UpRun run) {
            this.run = run;
        }

        /** Starts {@code up}, and returns when it waits for the lock. */
        void startAndWait(String yaml) {
            end = CompletableFuture.supplyAsync(() -> catchThrowable(() -> run.up(yaml)));
            Await.until(
                    "the second command to wait",
                    Deadline.in(PATIENCE),
                    () -> Answer.readyIf(
                            run.said.stream().anyMatch(line -> line.startsWith("waiting for ")), "it does not wait"));
        }

        /** The exception with which it ended; null when it succeeded. */
        @Nullable
        Throwable failure() {
            return end == null ? new AssertionError("it was not started") : end.join();
        }
    }

    private Second second(String file) {
        return new Second(new UpRun(folder, engine).within(PATIENCE).from(file, "bob@desktop"));
    }

    private UpRun first() {
        return new UpRun(folder, engine).within(PATIENCE).from("/labs/lab.yml", "ann@laptop");
    }

    @Test
    void of_two_files_with_the_same_lab_name_the_second_is_refused() {
        Second second = second("/labs/other.yml");
        engine.hooks.before("createNetwork", 1, () -> second.startAndWait("workers: 2"));

        first().up("workers: 1");

        assertThat(second.failure())
                .hasMessageContaining("the lab lab was created from another file: /labs/lab.yml of ann@laptop");
        assertThat(second.run.said).anyMatch(line -> line.startsWith("waiting for `swarmlab up /labs/lab.yml` of "));
        assertThat(engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
    }

    @Test
    void a_second_up_of_the_same_file_waits_and_continues_with_the_lab() {
        Second second = new Second(first());
        engine.hooks.before("createNetwork", 1, () -> second.startAndWait("workers: 2"));

        first().up("workers: 1");

        assertThat(second.failure()).isNull();
        assertThat(engine.hooks.calls("createContainer swarmlab-lab-manager")).hasSize(1);
        assertThat(engine.swarm.list())
                .containsExactly("manager ready active {}", "worker01 ready active {}", "worker02 ready active {}");
    }

    @Test
    void an_up_waits_for_a_down_and_creates_the_lab_again() {
        first().up("workers: 1");
        Second second = second("/labs/other.yml");
        engine.hooks.before("removeNetwork", 1, () -> second.startAndWait("workers: 2"));

        Parallel parallel = new Parallel(true);
        List<LabResources> labs = LabResources.allIn(EngineSnapshot.of(engine, parallel));
        new Down(engine, parallel, new Progress(event -> {})).run(labs);

        assertThat(second.failure()).isNull();
        assertThat(second.run.said).anyMatch(line -> line.startsWith("waiting for `swarmlab down lab` of "));
        assertThat(engine.things())
                .contains("container swarmlab-lab-manager", "container swarmlab-lab-worker02", "network swarmlab-lab")
                .noneMatch(thing -> thing.contains("-lock-"));
    }
}
