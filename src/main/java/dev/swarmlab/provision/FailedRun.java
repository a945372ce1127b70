package dev.swarmlab.provision;

import dev.swarmlab.diagnostics.CollectedFiles;
import dev.swarmlab.diagnostics.Diagnostics;
import dev.swarmlab.diagnostics.DiagnosticsTarget;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Cleans up after a failed run: it writes diagnostics, and then removes what the run created. */
final class FailedRun {

    /** How long each node that the run added may take to leave the swarm. */
    private static final Duration LEAVE_TIME = Duration.ofMinutes(1);

    /** The time for the diagnostics. After Ctrl-C the process has one minute for them and for the roll-back. */
    private static final Duration DIAGNOSTICS_TIME = Duration.ofSeconds(20);

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;
    private final UpOptions options;
    private final Origin origin;
    private final Set<String> replaced = ConcurrentHashMap.newKeySet();

    /** @param origin the lab file of the run */
    FailedRun(Engine engine, Parallel parallel, Progress progress, UpOptions options, Origin origin) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
        this.options = options;
        this.origin = origin;
    }

    /** Keeps a node that has replaced an earlier one, so that the lab does not have fewer nodes than before. */
    void keep(String node) {
        replaced.add(node);
    }

    /**
     * Does the work of a run, and cleans up when it fails.
     *
     * @param run the value of the label {@link Labels#RUN} of what the run creates
     * @throws Failure for any exception of the work
     */
    <T> T cleanUpAfter(String lab, String run, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException exception) {
            // The interruption that ended the work must not end the cleanup.
            boolean interrupted = Thread.interrupted();
            throw cleanedUp(lab, run, interrupted ? interrupted(exception) : asFailure(exception));
        }
    }

    private static Failure interrupted(RuntimeException exception) {
        return Failure.of(FailureKind.INTERRUPTED, "interrupted").causedBy(exception);
    }

    private static Failure asFailure(RuntimeException exception) {
        if (exception instanceof Failure failure) {
            return failure;
        }
        if (exception instanceof EngineException engineException) {
            return EngineFailure.of(engineException);
        }
        return Failure.internal(exception).advise("Please report it, and attach the diagnostics.");
    }

    private Failure cleanedUp(String lab, String run, Failure failure) {
        try {
            EngineSnapshot snapshot = EngineSnapshot.of(engine, parallel);
            LabResources all = LabResources.in(snapshot, lab);
            LabResources created = createdBy(run, all);
            if (created.isEmpty()) {
                return failure;
            }
            saveDiagnostics(all, failure);
            if (options.keep()) {
                progress.say("kept what this run created; " + afterKeeping(all, created));
                return failure;
            }
            new RollBack(engine, parallel, progress::say, LEAVE_TIME).run(all, created, replaced);
            return failure;
        } catch (RuntimeException exception) {
            failure.addSuppressed(exception);
            progress.say("could not remove what this run created: " + exception.getMessage()
                    + "; when the engine answers again, repair the lab with swarmlab up, or remove it with: swarmlab down "
                    + lab);
            return failure;
        }
    }

    /** The rest of a lab that existed before must not be removed by accident. */
    private static String afterKeeping(LabResources all, LabResources created) {
        return all.containers().size() == created.containers().size()
                ? "remove the lab with: swarmlab down " + all.name()
                : "the next swarmlab up uses or replaces it";
    }

    /** Diagnostics that can't be saved don't prevent the roll-back. */
    private void saveDiagnostics(LabResources all, Failure failure) {
        try {
            CollectedFiles files = new Diagnostics(engine, parallel, options.context())
                    .collect(all, Optional.of(origin), Deadline.in(DIAGNOSTICS_TIME), failure);
            Path folder =
                    DiagnosticsTarget.below(options.diagnostics(), all.name()).write(files);
            progress.say("diagnostics are in " + folder);
        } catch (RuntimeException unsaved) {
            if (unsaved instanceof Failure ended && ended.kind() == FailureKind.INTERRUPTED) {
                throw unsaved;
            }
            failure.addSuppressed(unsaved);
            progress.say(String.valueOf(unsaved.getMessage()));
        }
    }

    private static LabResources createdBy(String run, LabResources all) {
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
                        .toList(),
                all.ofClass());
    }
}
