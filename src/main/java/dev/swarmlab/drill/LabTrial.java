package dev.swarmlab.drill;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Checks;
import dev.swarmlab.descriptor.LabDescriptor;
import dev.swarmlab.descriptor.Scenario;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Down;
import dev.swarmlab.provision.ObservedLab;
import dev.swarmlab.provision.OpenLab;
import dev.swarmlab.provision.Origin;
import dev.swarmlab.provision.Up;
import dev.swarmlab.provision.UpOptions;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tries a lab out: brings it up, runs its checks and its scenarios, takes it down, and looks whether anything is left. */
public final class LabTrial {

    private final Engine engine;
    private final ImageSupply images;
    private final Parallel parallel;
    private final Progress progress;
    private final Consumer<Moment> listener;

    /** @param listener hears of what happens in drills */
    public LabTrial(
            Engine engine, ImageSupply images, Parallel parallel, Progress progress, Consumer<Moment> listener) {
        this.engine = engine;
        this.images = images;
        this.parallel = parallel;
        this.progress = progress;
        this.listener = listener;
    }

    /**
     * Tries it out.
     *
     * @param timeout for each scenario
     * @throws Failure when there is a lab of that name already: it is somebody's
     */
    public TrialResult run(LabDescriptor descriptor, Origin origin, UpOptions options, Duration timeout) {
        String name = descriptor.name();
        if (!observed(name).isEmpty()) {
            throw Failure.of(FailureKind.FAILED, "there is a lab named " + name + " already")
                    .advise("Remove it first with: swarmlab down " + name);
        }
        Stopwatch stopwatch = new Stopwatch();
        CheckReport checks = new CheckReport(name, List.of());
        DrillReport drills = new DrillReport(name, List.of());
        Duration up;
        try {
            new Up(engine, images, parallel, progress).run(descriptor, origin, options);
            up = stopwatch.lap();
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return new TrialResult(name, null, failure.getMessage(), checks, drills, null, left(name));
        }
        String broken = null;
        try (OpenLab lab = OpenLab.of(engine, observed(name))) {
            Checks runner = new Checks(lab, descriptor, parallel);
            List<CheckResult> results = runner.run(descriptor.checks());
            checks = new CheckReport(name, results);
            drills = drills(descriptor, lab, runner, timeout);
        } catch (Failure failure) {
            broken = failure.getMessage();
            if (failure.kind() == FailureKind.INTERRUPTED) {
                remove(name);
                throw failure;
            }
        }
        stopwatch.lap();
        remove(name);
        return new TrialResult(name, up, broken, checks, drills, stopwatch.lap(), left(name));
    }

    private DrillReport drills(LabDescriptor descriptor, OpenLab lab, Checks checks, Duration timeout) {
        Drill drill = new Drill(lab, checks, descriptor.checks(), parallel, listener);
        List<DrillResult> results = new ArrayList<>();
        for (Scenario scenario : descriptor.scenarios()) {
            progress.say(scenario.name());
            results.add(drill.run(scenario, Deadline.in(timeout)));
        }
        return new DrillReport(descriptor.name(), results);
    }

    private void remove(String name) {
        new Down(engine, parallel, progress).run(List.of(observed(name)));
    }

    private int left(String name) {
        ObservedLab rest = observed(name);
        return rest.containers().size()
                + rest.networks().size()
                + rest.volumes().size();
    }

    private ObservedLab observed(String name) {
        return ObservedLab.in(EngineSnapshot.of(engine, parallel), name);
    }

    /** Tells the time since it was last asked. */
    private static final class Stopwatch {

        private long since = System.nanoTime();

        Duration lap() {
            long now = System.nanoTime();
            Duration lap = Duration.ofNanos(now - since);
            since = now;
            return lap;
        }
    }
}
