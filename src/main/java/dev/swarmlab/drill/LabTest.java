package dev.swarmlab.drill;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.Checks;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Scenario;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Down;
import dev.swarmlab.provision.Up;
import dev.swarmlab.provision.UpOptions;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tries a lab out: brings it up, runs its checks and its scenarios, takes it down, and looks whether anything is left. */
public final class LabTest {

    private final Engine engine;
    private final ImageSupply images;
    private final Parallel parallel;
    private final Progress progress;
    private final Consumer<DrillEvent> listener;

    /** @param listener hears of what happens in drills */
    public LabTest(
            Engine engine, ImageSupply images, Parallel parallel, Progress progress, Consumer<DrillEvent> listener) {
        this.engine = engine;
        this.images = images;
        this.parallel = parallel;
        this.progress = progress;
        this.listener = listener;
    }

    /**
     * How long parts of a trial may take.
     *
     * @param check for every check; null gives each its own
     */
    public record Limits(Duration scenario, @Nullable Duration check) {}

    /**
     * Tries it out.
     *
     * @return broken when there is a lab of that name already, which is somebody's and is left alone
     */
    public LabTestResult run(LabFile labFile, Origin origin, UpOptions options, Limits limits) {
        String name = labFile.name();
        Trial labTest = new Trial(name);
        if (!observed(name).isEmpty()) {
            labTest.failure = "there is a lab of that name already; remove it first with: swarmlab down " + name;
            return labTest.result(0);
        }
        labTest.up = labTest.time(() -> new Up(engine, images, parallel, progress).run(labFile, origin, options));
        if (labTest.up == null) {
            return labTest.result(left(name));
        }
        try {
            labTest.time(() -> checksAndDrills(labFile, labTest, limits));
        } finally {
            // An interruption must not keep the lab from being removed.
            boolean interrupted = Thread.interrupted();
            labTest.down = labTest.time(() -> new Down(engine, parallel, progress).run(List.of(observed(name))));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return labTest.result(left(name));
    }

    private void checksAndDrills(LabFile labFile, Trial labTest, Limits limits) {
        try (LabClient lab = LabClient.of(engine, observed(labFile.name()))) {
            Checks checks = new Checks(lab, labFile, parallel, limits.check());
            labTest.checks = new CheckReport(labFile.name(), checks.run(labFile.checks()));
            labTest.drills = drills(labFile, lab, checks, limits);
        }
    }

    private DrillReport drills(LabFile labFile, LabClient lab, Checks checks, Limits limits) {
        Drill drill = new Drill(lab, checks, labFile.checks(), parallel, listener);
        List<DrillResult> results = new ArrayList<>();
        for (Scenario scenario : labFile.scenarios()) {
            progress.say(scenario.name());
            results.add(drill.run(scenario, Deadline.in(limits.scenario())));
        }
        return new DrillReport(labFile.name(), results);
    }

    private int left(String name) {
        LabResources rest = observed(name);
        return rest.containers().size()
                + rest.networks().size()
                + rest.volumes().size();
    }

    private LabResources observed(String name) {
        return LabResources.in(EngineSnapshot.of(engine, parallel), name);
    }

    /** What has come of it so far. */
    private static final class Trial {

        private final String lab;
        private @Nullable Duration up;
        private @Nullable Duration down;
        private @Nullable String failure;
        private CheckReport checks;
        private DrillReport drills;

        Trial(String lab) {
            this.lab = lab;
            this.checks = new CheckReport(lab, List.of());
            this.drills = new DrillReport(lab, List.of());
        }

        /** @return how long it took, null when it failed, of which the first reason is kept */
        @Nullable
        Duration time(Runnable work) {
            long began = System.nanoTime();
            try {
                work.run();
                return Duration.ofNanos(System.nanoTime() - began);
            } catch (Failure thrown) {
                if (thrown.kind() == FailureKind.INTERRUPTED) {
                    throw thrown;
                }
                failed(thrown);
            } catch (EngineException thrown) {
                failed(EngineFailure.of(thrown));
            }
            return null;
        }

        private void failed(Failure thrown) {
            if (failure == null) {
                failure = thrown.getMessage();
            }
        }

        LabTestResult result(int left) {
            return new LabTestResult(lab, up, failure, checks, drills, down, left);
        }
    }
}
