package dev.swarmlab.check;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.KernelFeature;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.RepositoryPath;
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

/** Runs a lab's checks. Those that only look run all at once; those that act come after them, one by one. */
public final class Checks {

    private static final String NO_IP_VS =
            "this kernel has no ip_vs, so there is no routing mesh and no virtual IP address";

    private final LabClient lab;
    private final CheckRunner runner;
    private final Parallel parallel;
    private final UnaryOperator<Duration> time;

    /** @param labFile what was said of the lab, for its images */
    public Checks(LabClient lab, LabFile labFile, Parallel parallel) {
        this(lab, labFile, parallel, null);
    }

    /** @param within the time of every check; null gives each its own */
    public Checks(LabClient lab, LabFile labFile, Parallel parallel, @Nullable Duration within) {
        this.time = own -> within == null ? own : within;
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

    /** Each check waits until it passes or its own time is over. The results are in the order of the checks. */
    public List<CheckResult> run(List<Check> checks) {
        Function<Check, CheckResult> work = check -> run(check, Deadline.in(timeOf(check)));
        List<CheckResult> results =
                new ArrayList<>(atOnce(checks.stream().filter(Check::onlyLooks).toList(), work));
        for (int place = 0; place < checks.size(); place++) {
            if (!checks.get(place).onlyLooks()) {
                results.add(place, work.apply(checks.get(place)));
            }
        }
        return results;
    }

    /** How long a check may take to pass. */
    public Duration timeOf(Check check) {
        return time.apply(check.terms().within());
    }

    /** How things stand: each check that only looks is asked once. */
    public List<CheckResult> look(List<Check> checks) {
        return atOnce(checks.stream().filter(Check::onlyLooks).toList(), this::lookAt);
    }

    private List<CheckResult> atOnce(List<Check> checks, Function<Check, CheckResult> work) {
        List<Callable<CheckResult>> questions = checks.stream()
                .map(check -> (Callable<CheckResult>) () -> work.apply(check))
                .toList();
        return parallel.answers(questions);
    }

    /** Waits until the check passes, or its time is over. */
    public CheckResult run(Check check, Deadline deadline) {
        return timed(check, () -> check.onlyLooks() ? await(check, deadline) : runner.ask(check, deadline));
    }

    private Answer await(Check check, Deadline deadline) {
        try {
            Await.until(check.name(), deadline, () -> runner.ask(check, deadline));
            return Answer.ready();
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return Answer.notYet(String.valueOf(failure.reason()));
        }
    }

    private CheckResult lookAt(Check check) {
        return timed(check, () -> runner.ask(check, Deadline.in(timeOf(check))));
    }

    /** A lab that can't even be asked that will say so when it is looked at. */
    private boolean hasNoRoutingMesh() {
        try {
            return !lab.hasRoutingMesh();
        } catch (Failure | EngineException cannotBeAsked) {
            return false;
        }
    }

    private CheckResult timed(Check check, Supplier<Answer> labStatus) {
        if (check.terms().needs() == KernelFeature.IP_VS && hasNoRoutingMesh()) {
            return new CheckResult(check.name(), Outcome.UNAVAILABLE, NO_IP_VS, null, Duration.ZERO);
        }
        long began = System.nanoTime();
        Answer answer = labStatus.get();
        return new CheckResult(
                check.name(),
                answer instanceof Answer.NotYet ? Outcome.FAILED : Outcome.PASSED,
                answer instanceof Answer.NotYet notYet ? notYet.reason() : "",
                check.terms().hint(),
                Duration.ofNanos(System.nanoTime() - began));
    }
}
