package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What happens when a run fails: its evidence is kept, then everything that it made is removed. */
final class FailedRun {

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;
    private final UpOptions options;

    FailedRun(Engine engine, Parallel parallel, Progress progress, UpOptions options) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
        this.options = options;
    }

    /** Does the work; when it fails, cleans up after it and throws a {@link Failure} that says what was done about it. */
    <T> T cleanUpAfter(String lab, String run, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException exception) {
            // What comes now must not be cut short by the interruption that ended the work.
            boolean interrupted = Thread.interrupted();
            throw afterwards(lab, run, interrupted ? stopped(exception) : known(exception));
        }
    }

    private static Failure stopped(RuntimeException exception) {
        return Failure.of(FailureKind.INTERRUPTED, "stopped").causedBy(exception);
    }

    private static Failure known(RuntimeException exception) {
        if (exception instanceof Failure failure) {
            return failure;
        }
        if (exception instanceof EngineException engineException) {
            return EngineFailure.of(engineException);
        }
        return Failure.of(FailureKind.FAILED, "swarmlab has made a mistake")
                .because(exception.toString())
                .advise("Please report it, with what is in the evidence folder.")
                .causedBy(exception);
    }

    private Failure afterwards(String lab, String run, Failure failure) {
        try {
            EngineSnapshot snapshot = EngineSnapshot.of(engine, parallel);
            ObservedLab made = madeBy(run, lab, snapshot);
            if (made.isEmpty()) {
                return failure;
            }
            Path evidence = new Evidence(engine, parallel, options.evidence()).collect(made, failure);
            progress.say("evidence is in " + evidence);
            if (options.keep()) {
                progress.say("kept as it is; remove it with: swarmlab down " + lab);
                return failure;
            }
            new Removal(engine, parallel).remove(made);
            progress.say("removed what this run had made");
            return failure;
        } catch (RuntimeException exception) {
            failure.addSuppressed(exception);
            progress.say("could not clean up: " + exception.getMessage() + "; when the engine is back: swarmlab down "
                    + lab);
            return failure;
        }
    }

    private static ObservedLab madeBy(String run, String lab, EngineSnapshot snapshot) {
        ObservedLab all = ObservedLab.in(snapshot, lab);
        Predicate<Map<String, String>> own = labels -> run.equals(labels.get(Labels.RUN));
        return new ObservedLab(
                lab,
                all.containers().stream()
                        .filter(container -> own.test(container.labels()))
                        .toList(),
                all.networks().stream()
                        .filter(network -> own.test(network.labels()))
                        .toList(),
                all.volumes().stream()
                        .filter(volume -> own.test(volume.labels()))
                        .toList());
    }
}
