package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swarmlab.engine.EngineEvent;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedRunTest {

    private static EngineException full() {
        return new EngineException(500, "no space left on device");
    }

    @Test
    void removes_everything_that_the_run_created(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> full());

        Failure failure = run.failedUp("workers: 1");

        assertThat(failure)
                .hasMessage("can't start the container swarmlab-lab-worker01: no space left on device")
                .extracting(Failure::advice)
                .asString()
                .contains("docker system df");
        assertThat(run.engine.things()).isEmpty();
        assertThat(run.said).last().isEqualTo("removed what this run created");
    }

    @Test
    void keeps_what_existed_before(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.engine.withNetwork("mine", "10.1.0.0/24", Map.of()).withVolume("mine", Map.of());
        run.up("workers: 1");
        List<String> before = run.engine.things();
        run.engine.hooks.failing("start swarmlab-lab-worker02", () -> full());

        run.failedUp("workers: 2");

        assertThat(run.engine.things()).isEqualTo(before).contains("network mine", "volume mine");
    }

    @Test
    void managers_that_the_run_added_leave_the_swarm_before_they_are_removed(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        List<String> before = run.engine.things();
        run.engine.swarm.hooks.failing("manager POST /networks/create", () -> full());
        run.engine.hooks.before(
                "removeContainer", () -> assertThat(run.engine.swarm.managers()).containsExactly("manager"));

        run.failedUp("managers: 3\nworkers: 2\nnetworks: [{name: back}]");

        assertThat(run.engine.hooks.calls("removeContainer")).hasSize(3);
        assertThat(run.engine.things()).isEqualTo(before);
        assertThat(run.engine.swarm.list()).containsExactly("manager ready active {}", "worker01 ready active {}");
        assertThat(run.engine.swarm.works()).isTrue();
    }

    @Test
    void keeps_what_the_run_created_when_asked_to(@TempDir Path folder) {
        UpRun run = new UpRun(folder).keeping();
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> full());

        run.failedUp("workers: 1");

        assertThat(run.engine.things()).contains("container swarmlab-lab-worker01", "network swarmlab-lab");
        assertThat(run.said).last().isEqualTo("kept what this run created; remove the lab with: swarmlab down lab");
    }

    @Test
    void what_a_run_added_to_an_existing_lab_is_kept_without_advice_to_remove_the_lab(@TempDir Path folder) {
        UpRun run = new UpRun(folder).keeping();
        run.up("workers: 1");
        run.engine.hooks.failing("start swarmlab-lab-worker02", () -> full());

        run.failedUp("workers: 2");

        assertThat(run.engine.things()).contains("container swarmlab-lab-worker02");
        assertThat(run.said).last().isEqualTo("kept what this run created; the next swarmlab up uses or replaces it");
    }

    @Test
    void only_the_user_can_read_the_diagnostics_with_the_reason_the_states_and_the_logs(@TempDir Path folder)
            throws IOException {
        UpRun run = new UpRun(folder);
        run.engine.hooks.before(
                "start swarmlab-lab-worker01",
                () -> run.engine.end("swarmlab-lab-worker01", "Exited (1)", "level=error no space left"));
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> full());

        run.failedUp("workers: 1");

        Path diagnostics = diagnostics(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(diagnostics)))
                .isEqualTo("rwx------");
        assertThat(diagnostics.resolve("failure.txt"))
                .content()
                .startsWith("can't start the container swarmlab-lab-worker01: no space left on device")
                .contains("\tat ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(diagnostics.resolve("failure.txt"))))
                .isEqualTo("rw-------");
        assertThat(diagnostics.resolve("engine.json")).content().contains("26.1.5");
        assertThat(diagnostics.resolve("README.txt")).content().contains("failure.txt ", "NODE.log ");
        assertThat(diagnostics.resolve("lab-file.yml")).content().isEqualTo("workers: 1");
        assertThat(diagnostics.resolve("worker01.log")).content().isEqualTo("level=error no space left");
        assertThat(diagnostics.resolve("worker01.state.txt")).content().isEqualTo("Exited (1)\n");
        assertThat(run.said).contains("diagnostics are in " + diagnostics);
    }

    @Test
    void the_diagnostics_of_an_existing_lab_contain_the_nodes_that_it_had(@TempDir Path folder) throws IOException {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        run.engine.log("swarmlab-lab-worker01", "join with SWMTKN-1-secret\n");
        run.engine.withEvent(new EngineEvent(
                "2026-01-01T00:00:00Z",
                "container",
                "die",
                "swarmlab-lab-worker02",
                Map.of(Labels.LAB, "lab", "exitCode", "137")));
        run.engine.hooks.failing("start swarmlab-lab-worker02", () -> full());

        run.failedUp("workers: 2");

        Path diagnostics = diagnostics(folder);
        assertThat(diagnostics.resolve("lab-file.yml")).content().isEqualTo("workers: 2");
        assertThat(diagnostics.resolve("events.json")).content().contains("swarmlab-lab-worker02", "\"137\"");
        assertThat(diagnostics.resolve("worker01.log")).content().isEqualTo("join with <removed>\n");
        assertThat(diagnostics.resolve("status.json")).content().contains("\"worker01\"", "\"worker02\"");
        assertThat(diagnostics.resolve("worker02.state.txt")).content().isEqualTo("Created\n");
    }

    @Test
    void an_error_while_diagnostics_are_collected_does_not_stop_the_cleanup(@TempDir Path folder) throws IOException {
        UpRun run = new UpRun(folder);
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> full());
        run.engine.hooks.failing("logs ", () -> new EngineException(500, "the log is broken"));

        run.failedUp("workers: 1");

        assertThat(diagnostics(folder).resolve("worker01.log"))
                .content()
                .isEqualTo("not available: the log is broken\n");
        assertThat(run.engine.things()).isEmpty();
    }

    @Test
    void an_error_of_one_removal_does_not_stop_the_others(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> full());
        run.engine.hooks.failing("removeVolume swarmlab-lab-manager-data", () -> new EngineException(500, "in use"));

        Failure failure = run.failedUp("workers: 1");

        assertThat(failure).hasMessageContaining("no space left on device");
        assertThat(run.engine.things()).containsExactly("volume swarmlab-lab-manager-data");
        assertThat(run.said)
                .last()
                .isEqualTo(
                        "could not remove what this run created: in use; when the engine answers again, repair the lab"
                                + " with swarmlab up, or remove it with: swarmlab down lab");
    }

    @Test
    void an_engine_that_does_not_answer_is_reported_as_the_reason(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.engine.hooks.before("createVolume swarmlab-lab-worker01-data", () -> {
            run.engine.hooks.failing("", () -> new EngineException(EngineException.UNREACHABLE, "Connection refused"));
            throw new EngineException(EngineException.UNREACHABLE, "Connection reset");
        });

        Failure failure = run.failedUp("workers: 1");

        assertThat(failure.kind()).isEqualTo(FailureKind.NO_ENGINE);
        assertThat(failure).hasMessageStartingWith("the engine does not answer any more: Connection re");
        assertThat(run.said)
                .last()
                .isEqualTo("could not remove what this run created: Connection refused; when the engine answers again,"
                        + " repair the lab with swarmlab up, or remove it with: swarmlab down lab");
    }

    @Test
    void an_internal_error_is_reported_and_cleaned_up_after(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> new IllegalStateException("impossible"));

        Failure failure = run.failedUp("workers: 1");

        assertThat(failure)
                .hasMessageContaining("internal error (a bug in swarmlab)")
                .hasMessageContaining("impossible");
        assertThat(run.engine.things()).isEmpty();
    }

    @Test
    void a_run_that_created_nothing_writes_no_diagnostics(@TempDir Path folder) throws IOException {
        UpRun run = new UpRun(folder);
        run.engine.withVolume("swarmlab-lab-worker01-data", Map.of());

        assertThat(run.failedUp("workers: 1")).hasMessageContaining("that swarmlab did not create");

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** The engine goes on to create a container after the connection was closed. */
    @Test
    void an_interruption_waits_for_a_container_that_the_engine_is_creating_and_removes_it(@TempDir Path folder)
            throws Exception {
        UpRun run = new UpRun(folder);
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        run.engine.hooks.before("createContainer swarmlab-lab-worker01", () -> {
            making.countDown();
            await(goOn);
        });
        FutureTask<Failure> up = new FutureTask<>(() -> run.failedUp("workers: 1"));
        Thread worker = new Thread(up);
        worker.start();
        await(making);

        worker.interrupt();
        goOn.countDown();

        assertThat(up.get(20, TimeUnit.SECONDS).kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(run.engine.hooks.calls("createContainer swarmlab-lab-worker01"))
                .hasSize(1);
        assertThat(run.engine.things()).isEmpty();
    }

    @Test
    void a_network_that_the_run_recreated_stays_for_the_nodes_that_the_lab_had(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("workers: 1");
        run.engine.containers().forEach(container -> run.engine.stop(container.id(), 0));
        run.engine.removeNetwork(run.engine.networks().get(0).id());
        run.engine.swarm.hooks.failing("manager POST /networks/create", () -> full());

        run.failedUp("workers: 1\nnetworks: [{name: back}]");

        assertThat(run.engine.things()).contains("network swarmlab-lab", "container swarmlab-lab-worker01");
    }

    @Test
    void a_folder_that_can_not_hold_diagnostics_does_not_stop_the_cleanup(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("diagnostics"));
        UpRun run = new UpRun(file);
        run.engine.hooks.failing("start swarmlab-lab-worker01", () -> full());

        Failure failure = run.failedUp("workers: 1");

        assertThat(failure).hasMessageContaining("no space left on device");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(run.engine.things()).isEmpty();
        assertThat(run.said)
                .contains("can't save the diagnostics in " + file + ": java.nio.file.FileAlreadyExistsException: "
                        + file);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened");
            }
        } catch (InterruptedException exception) {
            throw new AssertionError("the call was cut short", exception);
        }
    }

    private static Path diagnostics(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("swarmlab-lab-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
