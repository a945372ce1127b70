package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabSnapshot;
import dev.swarmlab.lab.LabStatus;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.SavedState;
import dev.swarmlab.lab.SnapshotVolume;
import dev.swarmlab.lab.Uninterruptible;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.Role;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.snapshot.NodeStates;
import dev.swarmlab.provision.snapshot.TransferredSwarm;
import dev.swarmlab.provision.snapshot.VolumeCopy;
import dev.swarmlab.readiness.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

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
     * Restores a lab from a snapshot of its own.
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
            mayBeRestored(now, snapshot);
            return restore(now, snapshot, deadline);
        });
    }

    /**
     * Brings a lab to the state of a snapshot of another lab that has the same nodes. All nodes run afterwards.
     *
     * @param from the lab that has the snapshot
     * @return the state of the lab afterwards
     * @throws Failure as {@link #run}
     */
    public LabReport runFrom(String from, String lab, String name, Deadline deadline) {
        progress.lab(lab);
        String command = "swarmlab snapshot restore " + name + " --from " + from;
        return LabLock.hold(engine, progress, lab, command, deadline, () -> {
            LabResources now = resources(lab);
            LabSnapshot snapshot = SnapshotRemoval.find(resources(from), name);
            mayBeRestored(now, snapshot);
            return restoreFrom(now, snapshot, deadline);
        });
    }

    private LabReport restoreFrom(LabResources lab, LabSnapshot snapshot, Deadline deadline) {
        String manager = managerToTransfer(snapshot);
        copy(lab, snapshot, deadline, (copy, part) -> {
            String target = LabNames.volume(lab.name(), part.node());
            if (part.role().equals(Role.REGISTRY.word())) {
                copy.copy(part.node(), part.volume(), target);
            } else {
                copy.copyToOtherLab(
                        part.node(), part.volume(), target, part.node().equals(manager));
            }
        });
        LabResources copied = resources(lab.name());
        NodeStates.running(copied).start(engine, copied, parallel, progress, deadline);
        try (LabClient client = LabClient.of(engine, copied)) {
            new TransferredSwarm(client, client.node(manager), client.nodes(), parallel, progress, deadline).run();
        }
        removeMarkers(copied);
        return report(lab, snapshot);
    }

    private static String managerToTransfer(LabSnapshot snapshot) {
        String problem = "can't use the snapshot " + snapshot.name() + " in another lab";
        if (snapshot.nodes() < 2) {
            // See TransferredSwarm.
            throw Failure.of(FailureKind.FAILED, problem)
                    .because("its only node can't get the address of another lab")
                    .advise("Give the labs a worker, and save the snapshot again.");
        }
        return snapshot.parts().stream()
                .filter(part -> part.role().equals(Role.MANAGER.word()) && part.state() == SavedState.READY)
                .map(LabSnapshot.Part::node)
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureKind.FAILED, problem)
                        .because("no manager was ready in the swarm when it was saved"));
    }

    private LabResources resources(String lab) {
        return LabResources.in(EngineSnapshot.of(engine, parallel), lab);
    }

    private LabReport restore(LabResources lab, LabSnapshot snapshot, Deadline deadline) {
        copy(
                lab,
                snapshot,
                deadline,
                (copy, part) -> copy.copy(part.node(), part.volume(), LabNames.volume(lab.name(), part.node())));
        LabResources restored = resources(lab.name());
        removeMarkers(restored);
        NodeStates.of(snapshot).start(engine, restored, parallel, progress, deadline);
        return report(lab, snapshot);
    }

    /** Stops the lab and copies its data. The lab is marked afterwards. */
    private void copy(
            LabResources lab, LabSnapshot snapshot, Deadline deadline, BiConsumer<VolumeCopy, LabSnapshot.Part> work) {
        new SnapshotRemoval(engine, parallel, progress).removeLeftovers(lab.snapshots());
        VolumeCopy copy = VolumeCopy.of(engine, progress, lab, snapshot.name(), deadline);
        new Stop(engine, parallel, progress).stop(lab);
        mark(lab, snapshot);
        List<LabSnapshot.Part> parts = snapshot.parts().stream()
                .filter(part -> lab.containers().stream()
                        .anyMatch(container -> container.label(Labels.NODE).equals(part.node())))
                .toList();
        progress.begin(Step.COPY, parts.size());
        parallel.allOrFirstFailure(parts.stream()
                .map(part -> (Runnable) () -> progress.during(Step.COPY, part.node(), () -> {
                    work.accept(copy, part);
                    return part.node();
                }))
                .toList());
    }

    private void mark(LabResources lab, LabSnapshot snapshot) {
        SnapshotVolume marker =
                new SnapshotVolume(lab.name(), snapshot.name(), snapshot.revision(), SnapshotVolume.RESTORING);
        Map<String, String> labels = marker.labels();
        if (!snapshot.lab().equals(lab.name())) {
            labels.put(Labels.SNAPSHOT_FROM, snapshot.lab());
        }
        Uninterruptible.run(() -> engine.createVolume(marker.name(), labels));
    }

    private void removeMarkers(LabResources lab) {
        lab.snapshots().markers().map(EngineVolume::name).forEach(engine::removeVolume);
    }

    private LabReport report(LabResources lab, LabSnapshot snapshot) {
        if (!snapshot.origin().map(Origin::text).equals(lab.origin().map(Origin::text))) {
            progress.say("the lab file is not that of the snapshot; to apply it, run: swarmlab up "
                    + lab.origin().map(Origin::arguments).orElse("FILE"));
        }
        return new LabStatus(engine, parallel).report(resources(lab.name()));
    }

    private static void mayBeRestored(LabResources lab, LabSnapshot snapshot) {
        boolean isPartlyRestored = !lab.snapshots().restoring().isEmpty();
        if (!isPartlyRestored) {
            Start.mustBeComplete(lab);
        }
        mustHaveSameNodes(lab, snapshot, isPartlyRestored);
    }

    /** @param isPartlyRestored whether a restore was not completed, so that {@code up} refuses to change the lab */
    private static void mustHaveSameNodes(LabResources lab, LabSnapshot snapshot, boolean isPartlyRestored) {
        Map<String, String> own = new TreeMap<>();
        for (EngineContainer container : lab.containers()) {
            own.put(container.label(Labels.NODE), container.label(Labels.ROLE));
        }
        Map<String, String> saved = new TreeMap<>();
        snapshot.parts().forEach(part -> saved.put(part.node(), part.role()));
        if (!snapshot.lab().equals(lab.name())) {
            // One of the labs may use the registry of a class.
            own.remove(LabNames.REGISTRY);
            saved.remove(LabNames.REGISTRY);
        }
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
                            "the lab " + lab.name() + " has other nodes than the snapshot " + snapshot.name())
                    .because(String.join("; ", differences))
                    .advise(
                            isPartlyRestored
                                    ? "The lab can't be repaired. Remove it with: swarmlab down " + lab.name()
                                    : "Give the lab the nodes of the snapshot with swarmlab up or swarmlab node, and"
                                            + " run this command again.");
        }
    }
}
