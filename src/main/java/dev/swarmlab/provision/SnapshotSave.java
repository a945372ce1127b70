package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabSnapshot;
import dev.swarmlab.lab.SnapshotVolume;
import dev.swarmlab.lab.Snapshots;
import dev.swarmlab.lab.Uninterruptible;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.snapshot.NodeStates;
import dev.swarmlab.provision.snapshot.VolumeCopy;
import dev.swarmlab.readiness.Deadline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Saves the state of a lab as a snapshot: it stops all containers, so that the data of all managers is of one moment,
 * copies the volume of each, and starts the lab as it was. The volume with the description is created last; what exists
 * without it is not a snapshot.
 */
public final class SnapshotSave {

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;
    private final String version;

    /** @param version of swarmlab, which is recorded */
    public SnapshotSave(Engine engine, Parallel parallel, Progress progress, String version) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
        this.version = version;
    }

    /**
     * Saves a snapshot.
     *
     * @param replace whether to replace a snapshot of that name
     * @throws Failure when the snapshot exists, when the lab is damaged, or when it was not saved by the deadline
     */
    public LabSnapshot run(String lab, String name, boolean replace, Deadline deadline) {
        LabSnapshot.checkName(name);
        progress.lab(lab);
        return LabLock.hold(engine, progress, lab, "swarmlab snapshot save " + name, deadline, () -> {
            LabResources now = resources(lab);
            Snapshots.mustBeRestored(now);
            Start.mustBeComplete(now);
            if (!replace && now.snapshots().find(name).isPresent()) {
                throw Failure.of(FailureKind.FAILED, "the lab " + lab + " already has a snapshot named " + name)
                        .advise("Choose another name, or replace it with: swarmlab snapshot save " + name
                                + " --replace --lab " + lab);
            }
            return save(now, name, deadline);
        });
    }

    private LabResources resources(String lab) {
        return LabResources.in(EngineSnapshot.of(engine, parallel), lab);
    }

    private LabSnapshot save(LabResources lab, String name, Deadline deadline) {
        SnapshotRemoval removal = new SnapshotRemoval(engine, parallel, progress);
        removal.removeLeftovers(lab.snapshots());
        VolumeCopy copy = VolumeCopy.of(engine, progress, lab, name, deadline);
        NodeStates states = NodeStates.of(engine, lab);
        int revision = lab.snapshots().nextRevision(name);
        try {
            new Stop(engine, parallel, progress).stop(lab);
            copyAll(lab, name, revision, states, copy);
            describe(lab, name, revision);
        } catch (RuntimeException exception) {
            startAgain(lab, states, exception);
            throw exception;
        }
        LabResources saved = resources(lab.name());
        removal.removeLeftovers(saved.snapshots());
        states.start(engine, saved, parallel, progress, deadline);
        return SnapshotRemoval.find(saved, name);
    }

    private void copyAll(LabResources lab, String name, int revision, NodeStates states, VolumeCopy copy) {
        progress.begin(Step.COPY, lab.containers().size());
        parallel.allOrFirstFailure(lab.containers().stream()
                .map(container -> (Runnable) () -> {
                    String node = container.label(Labels.NODE);
                    progress.during(Step.COPY, node, () -> {
                        copy(lab, new SnapshotVolume(lab.name(), name, revision, node), container, states, copy);
                        return node;
                    });
                })
                .toList());
    }

    private void copy(
            LabResources lab, SnapshotVolume target, EngineContainer container, NodeStates states, VolumeCopy copy) {
        String node = target.part();
        Map<String, String> labels = target.labels();
        labels.put(Labels.ROLE, container.label(Labels.ROLE));
        labels.put(Labels.SNAPSHOT_STATE, states.of(node).word());
        Uninterruptible.run(() -> engine.createVolume(target.name(), labels));
        copy.copy(node, LabNames.volume(lab.name(), node), target.name());
    }

    private void describe(LabResources lab, String name, int revision) {
        SnapshotVolume description = new SnapshotVolume(lab.name(), name, revision, SnapshotVolume.COMPLETE);
        Map<String, String> labels = description.labels();
        lab.origin().ifPresent(origin -> origin.labels().forEach(labels::putIfAbsent));
        labels.put(
                Labels.SNAPSHOT_CREATED,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        labels.put(Labels.SNAPSHOT_VERSION, version);
        Uninterruptible.run(() -> engine.createVolume(description.name(), labels));
    }

    /** The interruption or the failure that ended the work must not keep the lab stopped. */
    private void startAgain(LabResources lab, NodeStates states, RuntimeException reason) {
        boolean interrupted = Thread.interrupted();
        try {
            LabResources now = resources(lab.name());
            new SnapshotRemoval(engine, parallel, progress).removeLeftovers(now.snapshots());
            states.startAgain(engine, now, parallel);
        } catch (RuntimeException exception) {
            reason.addSuppressed(exception);
            progress.say("could not start the lab again: " + exception.getMessage()
                    + "; when the engine answers, run: swarmlab start " + lab.name());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
