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
 * Runs a scenario: its actions one after the other, then its checks and the lab's own. Whatever comes of it, every node
 * that the drill stopped runs again at its end, so that it can be repeated.
 */
public final class Drill {

    private static final Duration TIME_TO_START_AGAIN = Duration.ofMinutes(3);

    private final LabClient lab;
    private final Checks checks;
    private final List<Check> labChecks;
    private final Parallel parallel;
    private final Consumer<DrillEvent> listener;

    /** @param listener hears of everything as it happens */
    public Drill(
            LabClient lab, Checks checks, List<Check> labChecks, Parallel parallel, Consumer<DrillEvent> listener) {
        this.lab = lab;
        this.checks = checks;
        this.labChecks = labChecks.stream().filter(Check::isReadOnly).toList();
        this.parallel = parallel;
        this.listener = listener;
    }

    public DrillResult run(Scenario scenario, Deadline deadline) {
        Timeline timeLine = new Timeline(listener);
        Ending ending = SwarmRecorder.during(() -> run(scenario, timeLine, deadline), lab, timeLine, deadline);
        // Only now: the watch has a last look when all is done.
        return new DrillResult(
                scenario.name(), timeLine.moments(), ending.failure(), ending.checks(), timeLine.elapsed());
    }

    /** How it ended, see {@link DrillResult}. */
    private record Ending(@Nullable String failure, List<CheckResult> checks) {}

    private Ending run(Scenario scenario, Timeline timeLine, Deadline deadline) {
        String failure = actions(scenario, new Nodes(lab, parallel, deadline), timeLine, deadline);
        return new Ending(failure, failure == null ? checks(scenario, timeLine) : List.of());
    }

    /** @return why one of them did not work, null when all did */
    private @Nullable String actions(Scenario scenario, Nodes nodes, Timeline timeLine, Deadline deadline) {
        ActionRunner actionRunner = new ActionRunner(lab, nodes, checks, timeLine, deadline);
        try {
            scenario.actions().forEach(actionRunner::perform);
            return null;
        } catch (Failure failure) {
            return failed(failure, timeLine);
        } catch (EngineException exception) {
            return failed(EngineFailure.of(exception), timeLine);
        } finally {
            startAgain(nodes, timeLine);
        }
    }

    /** What comes now must not be cut short by an interruption that ended the actions. */
    private static void startAgain(Nodes nodes, Timeline timeLine) {
        boolean interrupted = Thread.interrupted();
        try {
            for (String node : nodes.startWhatWasStopped(Deadline.in(TIME_TO_START_AGAIN))) {
                timeLine.add(DrillEvent.Kind.ACTION, "start " + node + " again");
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String failed(Failure failure, Timeline timeLine) {
        if (failure.kind() == FailureKind.INTERRUPTED) {
            throw failure;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw Failure.of(FailureKind.INTERRUPTED, "stopped").causedBy(failure);
        }
        timeLine.add(DrillEvent.Kind.FAILED, failure.getMessage());
        return failure.getMessage();
    }

    private List<CheckResult> checks(Scenario scenario, Timeline timeLine) {
        List<Check> all = new ArrayList<>(scenario.checks());
        all.addAll(labChecks);
        List<CheckResult> results = checks.run(all);
        for (CheckResult result : results) {
            if (result.outcome() == Outcome.FAILED) {
                timeLine.add(DrillEvent.Kind.FAILED, result.name() + ": " + result.reason());
            } else if (result.outcome() == Outcome.PASSED) {
                timeLine.add(DrillEvent.Kind.PASSED, result.name());
            }
        }
        return results;
    }
}
