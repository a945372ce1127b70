package dev.swarmlab.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.fake.FakeEngine;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabReport.NodeReport;
import dev.swarmlab.lab.LockClaim;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.process.Caller;
import dev.swarmlab.progress.Event;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code stop} and {@code start} of a lab. */
class StartTest {

    private static final String WORKER = "swarmlab-lab-worker01";
    private static final int CONTAINERS = 5;

    private final List<String> said = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Progress progress = new Progress(this::hear);

    private FakeEngine engine;

    @BeforeEach
    void create_a_lab(@TempDir Path folder) {
        UpRun run = new UpRun(folder);
        run.up("managers: 3\nworkers: 1");
        engine = run.engine;
    }

    private void hear(Event event) {
        if (event instanceof Event.Said message) {
            said.add(message.text());
        }
        if (event instanceof Event.StepDone done) {
            steps.add(done.step());
        }
    }

    private void stop() {
        new Stop(engine, new Parallel(false), progress).run("lab", Deadline.in(Duration.ofSeconds(20)));
    }

    private LabReport start() {
        return new Start(engine, new Parallel(false), progress).run("lab", Deadline.in(Duration.ofSeconds(3)));
    }

    private Failure failedStart() {
        return catchThrowableOfType(Failure.class, this::start);
    }

    private List<String> states() {
        return engine.containers().stream()
                .map(container -> container.state().text())
                .distinct()
                .toList();
    }

    /** The requests that create, change or remove something, on the engine or in the swarm. */
    private List<String> changes() {
        return Stream.concat(
                        engine.hooks.calls("").stream()
                                .filter(call -> call.matches("(create|remove|copyInto|kill).*"))
                                .filter(call -> !call.contains("-lock-")),
                        engine.swarm.hooks.calls("").stream().filter(call -> call.matches("\\S+ (POST|DELETE) .*")))
                .toList();
    }

    private List<String> ids() {
        return engine.containers().stream().map(EngineContainer::id).toList();
    }

    /** The engine still stops containers for a command that was killed, and shows them as running until then. */
    @ParameterizedTest
    @CsvSource({
        "swarmlab stop lab, 5",
        "swarmlab reset lab, 5",
        "swarmlab node stop worker01, 5",
        "swarmlab up lab.yml, 0"
    })
    void start_after_a_killed_command_completes_its_stops_first(String killed, int stops) {
        Caller self = Caller.ofThisProcess();
        Caller ended = new Caller(self.user(), self.host(), self.processes(), self.pid(), "another time");
        LockClaim claim = new LockClaim(
                "lab", "0", ended, killed, Instant.EPOCH, Instant.now().plusSeconds(60));
        engine.withVolume(claim.volume(), claim.labels());

        start();

        assertThat(engine.hooks.calls("stop ")).hasSize(stops);
        assertThat(states()).containsExactly("running");
    }

    @Test
    void stop_stops_every_container_and_removes_nothing() {
        List<String> before = engine.things();
        List<String> changes = changes();

        stop();

        assertThat(states()).containsExactly("exited");
        assertThat(engine.things()).isEqualTo(before);
        assertThat(changes()).isEqualTo(changes);
        assertThat(steps).containsExactly(Step.STOP);
    }

    @Test
    void a_paused_node_is_stopped_too() {
        engine.pause(WORKER);

        stop();

        assertThat(states()).containsExactly("exited");
        assertThat(engine.hooks.calls("unpause")).containsExactly("unpause " + WORKER);
    }

    @Test
    void a_container_that_does_not_stop_does_not_keep_the_others_of_its_group_from_stopping() {
        engine.hooks.failing("stop swarmlab-lab-manager02", () -> new EngineException(500, "it hangs"));

        assertThat(catchThrowableOfType(EngineException.class, this::stop)).hasMessageContaining("it hangs");
        assertThat(engine.hooks.calls("stop ")).hasSize(CONTAINERS);
    }

    @Test
    void a_stopped_lab_is_not_stopped_again() {
        stop();

        stop();

        assertThat(said).containsExactly("the lab lab is already stopped");
        assertThat(engine.hooks.calls("stop ")).hasSize(CONTAINERS);
    }

    @Test
    void start_starts_the_same_containers_and_changes_nothing_else() {
        List<String> before = engine.things();
        List<String> ids = ids();
        List<String> changes = changes();
        stop();
        steps.clear();

        LabReport report = start();

        assertThat(states()).containsExactly("running");
        assertThat(engine.things()).isEqualTo(before);
        assertThat(ids()).isEqualTo(ids);
        assertThat(changes()).isEqualTo(changes);
        assertThat(report.nodes()).hasSize(4).extracting(NodeReport::state).containsOnly("ready");
        assertThat(steps).containsExactlyInAnyOrder(Step.REGISTRY, Step.NODES, Step.SWARM);
    }

    @Test
    void start_keeps_what_the_user_changed_in_the_swarm() {
        engine.swarm.availability("worker01", "drain");
        engine.swarm.role("manager03", "worker");
        engine.swarm.label("worker01", "by", "hand");
        List<String> changes = changes();
        stop();

        start();

        assertThat(engine.swarm.list()).contains("worker01 ready drain {by=hand}");
        assertThat(engine.swarm.managers()).containsExactlyInAnyOrder("manager", "manager02");
        assertThat(changes()).isEqualTo(changes);
    }

    @Test
    void start_resumes_paused_nodes_of_a_lab_that_runs() {
        engine.pause(WORKER);

        start();

        assertThat(states()).containsExactly("running");
        assertThat(engine.hooks.calls("unpause")).containsExactly("unpause " + WORKER);
    }

    @Test
    void both_hold_the_lock_of_the_lab() {
        List<String> locks = new ArrayList<>();
        Runnable look = () -> engine.things().stream()
                .filter(name -> name.startsWith("volume swarmlab-lab-lock-"))
                .forEach(locks::add);
        engine.hooks.before("stop " + WORKER, look);
        engine.hooks.before("start " + WORKER, look);

        stop();
        start();

        assertThat(locks).hasSize(2).doesNotHaveDuplicates();
        assertThat(engine.things()).noneMatch(name -> name.contains("-lock-"));
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("it has no container for worker01", engine -> engine.removeContainer(WORKER)),
                damage("it has no container for registry, worker01", engine -> {
                    engine.removeContainer(WORKER);
                    engine.removeContainer("swarmlab-lab-registry");
                }),
                damage("it has no manager", engine -> Stream.of("manager", "manager02", "manager03")
                        .map(name -> "swarmlab-lab-" + name)
                        .forEach(name -> removeWithVolume(engine, name))),
                damage("its network was removed", engine -> engine.networks()
                        .forEach(network -> engine.removeNetwork(network.id()))));
    }

    private static Arguments damage(String reason, Consumer<FakeEngine> damage) {
        return Arguments.of(reason, damage);
    }

    private static void removeWithVolume(FakeEngine engine, String container) {
        engine.removeContainer(container);
        engine.removeVolume(container + "-data");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void start_refuses_a_lab_of_which_a_part_is_missing(String reason, Consumer<FakeEngine> damage) {
        stop();
        damage.accept(engine);

        Failure failure = failedStart();

        assertThat(failure).hasMessage("the lab lab is damaged: " + reason);
        assertThat(failure.advice()).isEqualTo("Repair the lab with: swarmlab up '/labs/lab.yml'");
        assertThat(states()).containsExactly("exited");
    }

    @Test
    void start_reports_a_node_that_only_the_swarm_knows() {
        stop();
        removeContainerAndVolumeButNotTheMember();

        Failure failure = failedStart();

        assertThat(failure).hasMessage("the lab lab is damaged: its swarm lists worker01, which has no container");
        assertThat(states()).containsExactly("running");
    }

    private void removeContainerAndVolumeButNotTheMember() {
        removeWithVolume(engine, WORKER);
        assertThat(engine.swarm.list()).contains("worker01 ready active {}");
    }

    static Stream<Arguments> lostMembers() {
        return Stream.of(
                damage("worker01 has left the swarm", engine -> {
                    engine.swarm.leave(WORKER);
                    engine.swarm.state("worker01", "down");
                }),
                damage("the managers do not know worker01", engine -> engine.swarm.remove("worker01")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lostMembers")
    void start_reports_a_node_that_is_no_longer_in_the_swarm(String message, Consumer<FakeEngine> loss) {
        stop();
        loss.accept(engine);

        Failure failure = failedStart();

        assertThat(failure).hasMessage(message);
        assertThat(failure.advice()).isEqualTo("Repair the lab with: swarmlab up '/labs/lab.yml'");
        assertThat(engine.swarm.hooks.calls("worker01 POST /swarm/leave")).isEmpty();
    }

    @Test
    void start_reports_the_log_of_a_node_whose_container_stops() {
        stop();
        engine.swarm.hooks.before("worker01 GET /_ping", () -> {
            engine.end(WORKER, "Exited (1)", "level=fatal msg=\"no disk\"");
            throw new EngineException(EngineException.UNREACHABLE, "Connection refused");
        });

        assertThat(failedStart()).hasMessageStartingWith("worker01 stopped: Exited (1); from its log: ");
    }

    @Test
    void start_reports_why_the_engine_refuses_to_start_a_container() {
        stop();
        engine.hooks.failing("start " + WORKER, () -> new EngineException(500, "no space left on device"));

        Failure failure = failedStart();

        assertThat(failure).hasMessageStartingWith("can't start the container " + WORKER + ": no space left");
        assertThat(failure.advice()).contains("docker system df");
    }

    @Test
    void start_gives_up_when_a_node_is_not_ready_in_time() {
        stop();
        engine.swarm.state("worker01", "down");

        Failure failure = failedStart();

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(failure).hasMessageContaining("worker01 is not ready in the swarm");
    }
}
