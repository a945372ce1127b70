package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What happens when a run fails: its evidence is kept, then what it made is removed. */
final class FailedRun {

    /** How long the swarm is given to let the nodes go that the run added to it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;
    private final UpOptions options;
    private final Set<String> replaced = ConcurrentHashMap.newKeySet();

    FailedRun(Engine engine, Parallel parallel, Progress progress, UpOptions options) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
        this.options = options;
    }

    /** Keeps a node that took the place of an earlier one, and works: without it the lab would have less than before. */
    void keep(String node) {
        replaced.add(node);
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
                .advise("Please report it, with what is in the diagnostics folder.")
                .causedBy(exception);
    }

    private Failure afterwards(String lab, String run, Failure failure) {
        try {
            EngineSnapshot snapshot = EngineSnapshot.of(engine, parallel);
            LabResources all = LabResources.in(snapshot, lab);
            LabResources made = madeBy(run, all);
            if (made.isEmpty()) {
                return failure;
            }
            Path diagnostics = new Diagnostics(engine, parallel, options.diagnostics()).collect(made, failure);
            progress.say("diagnostics are in " + diagnostics);
            if (options.keep()) {
                progress.say("kept as it is; remove it with: swarmlab down " + lab);
                return failure;
            }
            new RollBack(engine, parallel, progress::say, PATIENCE).run(all, made, replaced);
            return failure;
        } catch (RuntimeException exception) {
            failure.addSuppressed(exception);
            progress.say("could not clean up: " + exception.getMessage() + "; when the engine is back: swarmlab down "
                    + lab);
            return failure;
        }
    }

    private static LabResources madeBy(String run, LabResources all) {
        Predicate<Map<String, String>> own = labels -> run.equals(labels.get(Labels.RUN));
        return new LabResources(
                all.name(),
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
