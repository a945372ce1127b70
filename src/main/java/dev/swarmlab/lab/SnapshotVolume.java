package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.plan.LabNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which volume of which snapshot a volume is. Volumes of snapshots have no label {@link Labels#NODE}, so that none is
 * taken for the volume of a node.
 *
 * @param revision distinguishes snapshots of one name, from 1
 * @param part a node, the registry, {@link #COMPLETE} or {@link #RESTORING}
 */
public record SnapshotVolume(String lab, String snapshot, int revision, String part) {

    /** The volume that is created last, with the snapshot's description. Without it, there is no snapshot. */
    public static final String COMPLETE = "complete";

    /** The volume that exists while the lab is restored from the snapshot. */
    public static final String RESTORING = "restoring";

    /** Empty for a volume that belongs to no snapshot. */
    static Optional<SnapshotVolume> of(EngineVolume volume) {
        Map<String, String> labels = volume.labels();
        SnapshotVolume own = new SnapshotVolume(
                labels.getOrDefault(Labels.LAB, ""),
                labels.getOrDefault(Labels.SNAPSHOT, ""),
                LabResources.revision(volume),
                labels.getOrDefault(Labels.SNAPSHOT_PART, ""));
        boolean isOwn = !own.lab().isEmpty()
                && !own.snapshot().isEmpty()
                && volume.name().equals(own.name());
        return isOwn ? Optional.of(own) : Optional.empty();
    }

    public String name() {
        return LabNames.snapshotVolume(lab, snapshot, revision, part);
    }

    /** The labels by which it is found. */
    public Map<String, String> labels() {
        return new HashMap<>(Map.of(
                Labels.LAB,
                lab,
                Labels.SNAPSHOT,
                snapshot,
                Labels.REVISION,
                String.valueOf(revision),
                Labels.SNAPSHOT_PART,
                part));
    }

    boolean isNode() {
        return !part.equals(COMPLETE) && !part.equals(RESTORING);
    }
}
