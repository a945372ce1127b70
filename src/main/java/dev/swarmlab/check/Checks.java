package dev.swarmlab.check;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.KernelFeature;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.RepositoryPath;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs a lab's checks: first the read-only checks in parallel, then the others one by one. */
public final class Checks {

    private static final String NO_IP_VS =
            "this kernel has no ip_vs, so there is no routing mesh and no virtual IP address";

    private final LabClient lab;
    private final CheckRunner runner;
    private final Parallel parallel;
    private final UnaryOperator<Duration> limit;

    /** @param labFile gives the lab's images */
    public Checks(LabClient lab, LabFile labFile, Parallel parallel) {
        this(lab, labFile, parallel, null);
    }

    /** @param within the time limit of every check; null for the limit that each check has in the lab file */
    public Checks(LabClient lab, LabFile labFile, Parallel parallel, @Nullable Duration within) {
        this.limit = own -> within == null ? own : within;
        this.lab = lab;
        this.runner = new CheckRunner(lab, imagesOnNodes(labFile), parallel);
        this.parallel = parallel;
    }

    /** The lab's images by their names on the nodes, as in {@code registry:5000/swarmlab/echo:latest}. */
    private static List<String> imagesOnNodes(LabFile labFile) {
        return labFile.images().stream()
                .map(image -> RegistryPlan.NODE_ADDRESS + "/" + RepositoryPath.of(image.image()))
                .toList();
    }

    /** Repeats each check until it passes or its time limit is over. The results are in the order of the checks. */
    public List<CheckResult> run(List<Check> checks) {
        Function<Check, CheckResult> work = check -> run(check, Deadline.in(timeOf(check)));
        List<CheckResult> results = new ArrayList<>(
                inParallel(checks.stream().filter(Check::isReadOnly).toList(), work));
        for (int index = 0; index < checks.size(); index++) {
            if (!checks.get(index).isReadOnly()) {
                results.add(index, work.apply(checks.get(index)));
            }
        }
        return results;
    }

    /** The time limit of a check. */
    public Duration timeOf(Check check) {
        return limit.apply(check.terms().within());
    }

    /** Runs each read-only check once and omits the others. */
    public List<CheckResult> runOnce(List<Check> checks) {
        return inParallel(checks.stream().filter(Check::isReadOnly).toList(), this::runOnce);
    }

    private List<CheckResult> inParallel(List<Check> checks, Function<Check, CheckResult> work) {
        List<Callable<CheckResult>> tasks = checks.stream()
                .map(check -> (Callable<CheckResult>) () -> work.apply(check))
                .toList();
        return parallel.answers(tasks);
    }

    /** Repeats a check until it passes or the deadline is over. A check that is not read-only runs once. */
    public CheckResult run(Check check, Deadline deadline) {
        return timed(check, () -> check.isReadOnly() ? await(check, deadline) : runner.run(check, deadline));
    }

    private Answer await(Check check, Deadline deadline) {
        try {
            Await.until(check.name(), deadline, () -> runner.run(check, deadline));
            return Answer.ready();
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return Answer.notYet(String.valueOf(failure.reason()));
        }
    }

    private CheckResult runOnce(Check check) {
        return timed(check, () -> runner.run(check, Deadline.in(timeOf(check))));
    }

    /** False if the lab does not answer: the check then runs, and reports why it fails. */
    private boolean hasNoRoutingMesh() {
        try {
            return !lab.hasRoutingMesh();
        } catch (Failure | EngineException unknown) {
            return false;
        }
    }

    private CheckResult timed(Check check, Supplier<Answer> work) {
        if (check.terms().needs() == KernelFeature.IP_VS && hasNoRoutingMesh()) {
            return new CheckResult(check.name(), Outcome.UNAVAILABLE, NO_IP_VS, null, Duration.ZERO);
        }
        long began = System.nanoTime();
        Answer answer = work.get();
        return new CheckResult(
                check.name(),
                answer instanceof Answer.NotYet ? Outcome.FAILED : Outcome.PASSED,
                answer instanceof Answer.NotYet notYet ? notYet.reason() : "",
                check.terms().hint(),
                Duration.ofNanos(System.nanoTime() - began));
    }
}
