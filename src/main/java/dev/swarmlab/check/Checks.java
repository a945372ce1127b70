package dev.swarmlab.check;

import dev.swarmlab.descriptor.Check;
import dev.swarmlab.descriptor.LabDescriptor;
import dev.swarmlab.descriptor.Need;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.RepositoryPath;
import dev.swarmlab.provision.OpenLab;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Runs a lab's checks. Those that only look run all at once; those that act come after them, one by one. */
public final class Checks {

    private static final Duration TIME_FOR_ONE_LOOK = Duration.ofSeconds(10);

    private final OpenLab lab;
    private final Inspector inspector;
    private final Parallel parallel;

    /** @param descriptor what was said of the lab, for its images */
    public Checks(OpenLab lab, LabDescriptor descriptor, Parallel parallel) {
        this.lab = lab;
        this.inspector = new Inspector(lab, imagesOnNodes(descriptor), parallel);
        this.parallel = parallel;
    }

    /** The lab's images by their names on the nodes, as in {@code registry:5000/swarmlab/echo:latest}. */
    private static List<String> imagesOnNodes(LabDescriptor descriptor) {
        return descriptor.images().stream()
                .map(image -> RegistryPlan.NODE_ADDRESS + "/" + RepositoryPath.of(image.image()))
                .toList();
    }

    /** Each check waits until it passes or its own time is over. The results are in the order of the checks. */
    public List<CheckResult> run(List<Check> checks) {
        return run(checks, UnaryOperator.identity());
    }

    /** Each check has this time and not its own. */
    public List<CheckResult> run(List<Check> checks, Duration time) {
        return run(checks, own -> time);
    }

    /** How things stand: each check that only looks is asked once. */
    public List<CheckResult> look(List<Check> checks) {
        return atOnce(checks.stream().filter(Check::onlyLooks).toList(), this::lookAt);
    }

    private List<CheckResult> run(List<Check> checks, UnaryOperator<Duration> time) {
        Function<Check, CheckResult> work =
                check -> run(check, time.apply(check.terms().within()));
        List<CheckResult> results =
                new ArrayList<>(atOnce(checks.stream().filter(Check::onlyLooks).toList(), work));
        for (Check check : checks) {
            if (!check.onlyLooks()) {
                results.add(checks.indexOf(check), work.apply(check));
            }
        }
        return results;
    }

    private List<CheckResult> atOnce(List<Check> checks, Function<Check, CheckResult> work) {
        List<Callable<CheckResult>> questions = checks.stream()
                .map(check -> (Callable<CheckResult>) () -> work.apply(check))
                .toList();
        return parallel.answers(questions);
    }

    /** Waits until the check passes, or its time is over. */
    public CheckResult run(Check check, Duration time) {
        long began = System.nanoTime();
        if (isUnavailable(check)) {
            return unavailable(check);
        }
        Deadline deadline = Deadline.in(time);
        try {
            if (check.onlyLooks()) {
                Await.until(check.name(), deadline, () -> inspector.ask(check, forOneLook(deadline)));
                return result(check, Outcome.PASSED, "", began);
            }
            return result(check, inspector.ask(check, deadline), began);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return result(check, Outcome.FAILED, String.valueOf(failure.reason()), began);
        }
    }

    /** A look that begins shortly before the end is not cut short: it would hide the reason that it is about to find. */
    private static Deadline forOneLook(Deadline deadline) {
        return deadline.left().compareTo(TIME_FOR_ONE_LOOK) < 0 ? Deadline.in(TIME_FOR_ONE_LOOK) : deadline;
    }

    private CheckResult lookAt(Check check) {
        long began = System.nanoTime();
        return isUnavailable(check)
                ? unavailable(check)
                : result(check, inspector.ask(check, Deadline.in(check.terms().within())), began);
    }

    private static CheckResult result(Check check, Answer answer, long began) {
        return answer instanceof Answer.NotYet notYet
                ? result(check, Outcome.FAILED, notYet.reason(), began)
                : result(check, Outcome.PASSED, "", began);
    }

    private static CheckResult result(Check check, Outcome outcome, String reason, long began) {
        return new CheckResult(
                check.name(), outcome, reason, check.terms().hint(), Duration.ofNanos(System.nanoTime() - began));
    }

    private boolean isUnavailable(Check check) {
        return check.terms().needs() == Need.IP_VS && !lab.hasRoutingMesh();
    }

    private static CheckResult unavailable(Check check) {
        return new CheckResult(
                check.name(),
                Outcome.UNAVAILABLE,
                "this kernel has no ip_vs, so there is no routing mesh and no virtual address to check",
                null,
                Duration.ZERO);
    }
}
