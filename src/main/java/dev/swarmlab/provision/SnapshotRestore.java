package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabSnapshot;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.SnapshotVolume;
import dev.swarmlab.lab.Uninterruptible;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.snapshot.NodeStates;
import dev.swarmlab.provision.snapshot.VolumeCopy;
import dev.swarmlab.readiness.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings a lab back to the state of a snapshot: it stops all containers, replaces the content of their volumes, and
 * starts those that ran when the snapshot was saved. While it replaces the data, a volume marks the lab, so that no
 * other command uses nodes of which only some are restored.
 */
public final class SnapshotRestore {

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;

    public SnapshotRestore(Engine engine, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
    }

    /**
     * Restores a lab.
     *
     * @return the state of the lab afterwards
     * @throws Failure when the snapshot does not exist, when the lab has other nodes than the snapshot, or when it was
     *     not restored by the deadline
     */
    public LabReport run(String lab, String name, Deadline deadline) {
        progress.lab(lab);
        return LabLock.hold(engine, progress, lab, "swarmlab snapshot restore " + name, deadline, () -> {
            LabResources now = resources(lab);
            LabSnapshot snapshot = SnapshotRemoval.find(now, name);
            boolean isPartlyRestored = !now.snapshots().restoring().isEmpty();
            if (!isPartlyRestored) {
                Start.mustBeComplete(now);
            }
            mustHaveSameNodes(now, snapshot, isPartlyRestored);
            return restore(now, snapshot, deadline);
        });
    }

    private LabResources resources(String lab) {
        return LabResources.in(EngineSnapshot.of(engine, parallel), lab);
    }

    private LabReport restore(LabResources lab, LabSnapshot snapshot, Deadline deadline) {
        new SnapshotRemoval(engine, parallel, progress).removeLeftovers(lab.snapshots());
        VolumeCopy copy = VolumeCopy.of(engine, progress, lab, snapshot.name(), deadline);
        new Stop(engine, parallel, progress).stop(lab);
        SnapshotVolume marker =
                new SnapshotVolume(lab.name(), snapshot.name(), snapshot.revision(), SnapshotVolume.RESTORING);
        Uninterruptible.run(() -> engine.createVolume(marker.name(), marker.labels()));
        progress.begin(Step.COPY, snapshot.parts().size());
        parallel.allOrFirstFailure(snapshot.parts().stream()
                .map(part -> (Runnable) () -> progress.during(Step.COPY, part.node(), () -> {
                    copy.copy(part.node(), part.volume(), LabNames.volume(lab.name(), part.node()));
                    return part.node();
                }))
                .toList());
        LabResources restored = resources(lab.name());
        restored.snapshots().markers().map(EngineVolume::name).forEach(engine::removeVolume);
        NodeStates.of(snapshot).start(engine, restored, parallel, progress, deadline);
        if (!snapshot.origin().map(Origin::text).equals(lab.origin().map(Origin::text))) {
            progress.say("the lab file has changed since the snapshot was saved; to apply it, run: swarmlab up "
                    + lab.origin().map(Origin::arguments).orElse("FILE"));
        }
        return new LabStatus(engine, parallel).report(resources(lab.name()));
    }

    /** @param isPartlyRestored whether a restore was not completed, so that {@code up} refuses to change the lab */
    private static void mustHaveSameNodes(LabResources lab, LabSnapshot snapshot, boolean isPartlyRestored) {
        Map<String, String> own = new TreeMap<>();
        for (EngineContainer container : lab.containers()) {
            own.put(container.label(Labels.NODE), container.label(Labels.ROLE));
        }
        Map<String, String> saved = new TreeMap<>();
        snapshot.parts().forEach(part -> saved.put(part.node(), part.role()));
        List<String> differences = new ArrayList<>();
        saved.forEach((node, role) -> {
            if (!own.containsKey(node)) {
                differences.add("the lab has no " + node);
            } else if (!role.equals(own.get(node))) {
                differences.add(node + " was a " + role + " and is a " + own.get(node));
            }
        });
        own.keySet().stream()
                .filter(node -> !saved.containsKey(node))
                .forEach(node -> differences.add("the snapshot has no " + node));
        if (!differences.isEmpty()) {
            throw Failure.of(
                            FailureKind.FAILED,
                            "the lab " + lab.name() + " has other nodes than its snapshot " + snapshot.name())
                    .because(String.join("; ", differences))
                    .advise(
                            isPartlyRestored
                                    ? "The lab can't be repaired. Remove it with: swarmlab down " + lab.name()
                                    : "Give the lab the nodes of the snapshot with swarmlab up or swarmlab node, and"
                                            + " run this command again.");
        }
    }
}
