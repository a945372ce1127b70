package dev.swarmlab.drill;

import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Checks;
import dev.swarmlab.check.Outcome;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.Scenario;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario: its actions one after the other, then its checks and the lab's own read-only checks. At the end it
 * starts every node that it stopped, also after a failure or an interruption, so that the drill can be repeated.
 */
public final class Drill {

    private static final Duration RESTART_TIMEOUT = Duration.ofMinutes(3);

    private final LabClient lab;
    private final Checks checks;
    private final List<Check> labChecks;
    private final Parallel parallel;
    private final Consumer<DrillEvent> listener;

    /** @param listener is called with each event as it happens, from several threads but never at the same time */
    public Drill(
            LabClient lab, Checks checks, List<Check> labChecks, Parallel parallel, Consumer<DrillEvent> listener) {
        this.lab = lab;
        this.checks = checks;
        this.labChecks = labChecks.stream().filter(Check::isReadOnly).toList();
        this.parallel = parallel;
        this.listener = listener;
    }

    public DrillResult run(Scenario scenario, Deadline deadline) {
        Timeline timeline = new Timeline(listener);
        Ending ending = SwarmRecorder.during(() -> run(scenario, timeline, deadline), lab, timeline, deadline);
        // Read the events last: the recorder polls the swarm once more when the work has ended.
        return new DrillResult(
                scenario.name(), timeline.events(), ending.failure(), ending.checks(), timeline.elapsed());
    }

    /** See {@link DrillResult}. */
    private record Ending(@Nullable String failure, List<CheckResult> checks) {}

    private Ending run(Scenario scenario, Timeline timeline, Deadline deadline) {
        String failure = actions(scenario, new Nodes(lab, parallel, deadline), timeline, deadline);
        return new Ending(failure, failure == null ? checks(scenario, timeline) : List.of());
    }

    /** @return why an action failed, null if all succeeded */
    private @Nullable String actions(Scenario scenario, Nodes nodes, Timeline timeline, Deadline deadline) {
        ActionRunner actionRunner = new ActionRunner(lab, nodes, checks, timeline, deadline);
        Failure failure = null;
        try {
            scenario.actions().forEach(actionRunner::perform);
        } catch (Failure thrown) {
            failure = failed(thrown, timeline);
        } catch (EngineException thrown) {
            failure = failed(EngineFailure.of(thrown), timeline);
        } finally {
            startAgain(nodes, timeline, failure);
        }
        if (failure != null && failure.kind() == FailureKind.INTERRUPTED) {
            throw failure;
        }
        return failure == null ? null : failure.getMessage();
    }

    /**
     * Starts the stopped nodes even if the thread was interrupted, and restores its interrupt status.
     *
     * @param earlier why an action failed, which the exception reports too when a node does not start; null if all
     *     actions succeeded
     */
    private static void startAgain(Nodes nodes, Timeline timeline, @Nullable Failure earlier) {
        boolean interrupted = Thread.interrupted();
        try {
            for (String node : nodes.restartStopped(Deadline.in(RESTART_TIMEOUT))) {
                timeline.add(DrillEvent.Kind.ACTION, "start " + node + " again");
            }
        } catch (Failure failure) {
            throw withEarlier(failure, earlier);
        } catch (EngineException exception) {
            throw withEarlier(EngineFailure.of(exception), earlier);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Failure withEarlier(Failure restart, @Nullable Failure earlier) {
        if (earlier == null) {
            return restart;
        }
        boolean interrupted = earlier.kind() == FailureKind.INTERRUPTED;
        return Failure.of(
                        interrupted ? FailureKind.INTERRUPTED : FailureKind.FAILED,
                        earlier.getMessage() + "; then a stopped node did not start again")
                .because(restart.getMessage())
                .causedBy(restart);
    }

    /**
     * Adds the failure of an action to the timeline. An interruption is not added.
     *
     * @return the failure, or the interruption that caused it
     */
    private static Failure failed(Failure failure, Timeline timeline) {
        if (failure.kind() == FailureKind.INTERRUPTED) {
            return failure;
        }
        if (Thread.currentThread().isInterrupted()) {
            return Failure.of(FailureKind.INTERRUPTED, "interrupted").causedBy(failure);
        }
        timeline.add(DrillEvent.Kind.FAILED, failure.getMessage());
        return failure;
    }

    private List<CheckResult> checks(Scenario scenario, Timeline timeline) {
        List<Check> all = new ArrayList<>(scenario.checks());
        all.addAll(labChecks);
        List<CheckResult> results = checks.run(all);
        for (CheckResult result : results) {
            if (result.outcome() == Outcome.FAILED) {
                timeline.add(DrillEvent.Kind.FAILED, result.name() + ": " + result.reason());
            } else if (result.outcome() == Outcome.PASSED) {
                timeline.add(DrillEvent.Kind.PASSED, result.name());
            }
        }
        return results;
    }
}
