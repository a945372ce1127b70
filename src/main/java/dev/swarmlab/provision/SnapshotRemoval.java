package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabSnapshot;
import dev.swarmlab.lab.Snapshots;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import java.util.List;
import java.util.stream.Collectors;

/** Removes snapshots of a lab. */
public final class SnapshotRemoval {

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;

    public SnapshotRemoval(Engine engine, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
    }

    /**
     * Removes all of these snapshots, or none.
     *
     * @throws Failure when one does not exist, or is needed to restore the lab completely
     */
    public void run(String lab, List<String> names, Deadline deadline) {
        progress.lab(lab);
        String command = "swarmlab snapshot rm " + String.join(" ", names);
        LabLock.hold(engine, progress, lab, command, deadline, () -> {
            LabResources now = LabResources.in(EngineSnapshot.of(engine, parallel), lab);
            List<LabSnapshot> found =
                    names.stream().distinct().map(name -> find(now, name)).toList();
            names.stream()
                    .filter(now.snapshots().restoring()::contains)
                    .findFirst()
                    .ifPresent(name -> Snapshots.mustBeRestored(now));
            removeLeftovers(now.snapshots());
            found.forEach(this::remove);
            return names;
        });
    }

    /** The snapshot of that name. */
    static LabSnapshot find(LabResources lab, String name) {
        return lab.snapshots().find(name).orElseThrow(() -> {
            String others =
                    lab.snapshots().complete().stream().map(LabSnapshot::name).collect(Collectors.joining(", "));
            return Failure.of(FailureKind.FAILED, "the lab " + lab.name() + " has no snapshot named " + name)
                    .because(others.isEmpty() ? "it has no snapshot" : "its snapshots are " + others)
                    .advise(
                            others.isEmpty()
                                    ? "Save one with: swarmlab snapshot save " + name + " --lab " + lab.name()
                                    : "List the snapshots with: swarmlab snapshot ls " + lab.name());
        });
    }

    /** Its description first: without it, the other volumes are leftovers, which the next command removes. */
    void remove(LabSnapshot snapshot) {
        List<String> volumes = Snapshots.volumesOf(snapshot);
        engine.removeVolume(volumes.get(volumes.size() - 1));
        parallel.allWithEveryFailure(volumes.stream()
                .limit(volumes.size() - 1L)
                .map(volume -> (Runnable) () -> engine.removeVolume(volume))
                .toList());
    }

    /** Removes what commands that were killed have left of snapshots. The caller holds the lab's lock. */
    public void removeLeftovers(Snapshots snapshots) {
        snapshots.copies().forEach(copy -> engine.removeContainer(copy.id()));
        snapshots.leftovers().forEach(volume -> engine.removeVolume(volume.name()));
    }
}
