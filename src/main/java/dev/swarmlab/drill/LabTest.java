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

/** Tests a lab: creates it, runs its checks and scenarios, removes it, and counts the leftover resources. */
public final class LabTest {

    private final Engine engine;
    private final ImageSupply images;
    private final Parallel parallel;
    private final Progress progress;
    private final Consumer<DrillEvent> listener;

    /** @param listener is called with each event of the drills */
    public LabTest(
            Engine engine, ImageSupply images, Parallel parallel, Progress progress, Consumer<DrillEvent> listener) {
        this.engine = engine;
        this.images = images;
        this.parallel = parallel;
        this.progress = progress;
        this.listener = listener;
    }

    /**
     * Time limits.
     *
     * @param scenario for each scenario
     * @param check for each check; null for the limit that each check has in the lab file
     */
    public record Limits(Duration scenario, @Nullable Duration check) {}

    /**
     * Tests the lab. If a lab of that name already exists, the test fails and does not change it.
     *
     * @throws Failure of kind {@link FailureKind#INTERRUPTED}, after the lab was removed
     */
    public LabTestResult run(LabFile labFile, Origin origin, UpOptions options, Limits limits) {
        String name = labFile.name();
        ResultBuilder result = new ResultBuilder(name);
        if (!observed(name).isEmpty()) {
            result.refused = true;
            result.failure = "a lab named " + name + " already exists; remove it first with: swarmlab down " + name;
            return result.result(0);
        }
        result.up = result.timed(() -> new Up(engine, images, parallel, progress).run(labFile, origin, options));
        if (result.up == null) {
            return result.result(leftovers(name));
        }
        try {
            result.timed(() -> checksAndDrills(labFile, result, limits));
        } finally {
            // An interruption must not keep the lab from being removed.
            boolean interrupted = Thread.interrupted();
            result.down = result.timed(() -> new Down(engine, parallel, progress).run(List.of(observed(name))));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return result.result(leftovers(name));
    }

    private void checksAndDrills(LabFile labFile, ResultBuilder result, Limits limits) {
        try (LabClient lab = LabClient.of(engine, observed(labFile.name()))) {
            Checks checks = new Checks(lab, labFile, parallel, limits.check());
            result.checks = new CheckReport(labFile.name(), checks.run(labFile.checks()));
            result.drills = drills(labFile, lab, checks, limits);
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

    private int leftovers(String name) {
        LabResources rest = observed(name);
        return rest.containers().size()
                + rest.networks().size()
                + rest.volumes().size()
                + rest.snapshots().volumes().size()
                + rest.snapshots().copies().size();
    }

    private LabResources observed(String name) {
        return LabResources.in(EngineSnapshot.of(engine, parallel), name);
    }

    /** Collects the result while the test runs. */
    private static final class ResultBuilder {

        private final String lab;
        private boolean refused;
        private @Nullable Duration up;
        private @Nullable Duration down;
        private @Nullable String failure;
        private CheckReport checks;
        private DrillReport drills;

        ResultBuilder(String lab) {
            this.lab = lab;
            this.checks = new CheckReport(lab, List.of());
            this.drills = new DrillReport(lab, List.of());
        }

        /** Returns the duration of the work, or null if it failed. The first failure is kept. */
        @Nullable
        Duration timed(Runnable work) {
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
            return new LabTestResult(lab, refused, up, failure, checks, drills, down, left);
        }
    }
}
