package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.plan.LabNames;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the engine has of the snapshots of a lab.
 *
 * @param volumes the volumes of the snapshots, also of incomplete ones
 * @param copies containers that copy volumes; without a running command they are left of one that was killed
 */
public record Snapshots(List<EngineVolume> volumes, List<EngineContainer> copies) {

    static final Snapshots NONE = new Snapshots(List.of(), List.of());

    /** Containers of snapshots are in no network. */
    private static final String NO_NETWORK = "none";

    static Snapshots in(EngineSnapshot snapshot, String lab) {
        return new Snapshots(
                snapshot.volumes().stream()
                        .filter(volume -> SnapshotVolume.of(volume).stream()
                                .anyMatch(own -> own.lab().equals(lab)))
                        .toList(),
                snapshot.containers().stream()
                        .filter(container ->
                                isCopy(container) && container.label(Labels.LAB).equals(lab))
                        .toList());
    }

    /** The labels of everything that belongs to snapshots of any lab. */
    static Stream<Map<String, String>> labels(EngineSnapshot snapshot) {
        return Stream.concat(
                snapshot.volumes().stream()
                        .filter(volume -> SnapshotVolume.of(volume).isPresent())
                        .map(EngineVolume::labels),
                snapshot.containers().stream().filter(Snapshots::isCopy).map(EngineContainer::labels));
    }

    /** A container of an image that was committed from such a container has the labels too, but usually a network. */
    private static boolean isCopy(EngineContainer container) {
        String node = container.label(Labels.SNAPSHOT_PART);
        return !container.label(Labels.LAB).isEmpty()
                && !node.isEmpty()
                && container.name().equals(LabNames.copyContainer(container.label(Labels.LAB), node))
                && (container.madeIn().isEmpty() || container.madeIn().equals(NO_NETWORK));
    }

    public boolean isEmpty() {
        return volumes.isEmpty() && copies.isEmpty();
    }

    /** The complete snapshots, the oldest first. */
    public List<LabSnapshot> complete() {
        Map<SnapshotVolume, EngineVolume> all = new LinkedHashMap<>();
        volumes.forEach(volume -> SnapshotVolume.of(volume).ifPresent(own -> all.put(own, volume)));
        Map<String, LabSnapshot> latest = new LinkedHashMap<>();
        all.forEach((own, volume) -> {
            if (own.part().equals(SnapshotVolume.COMPLETE)) {
                latest.merge(
                        own.snapshot(),
                        LabSnapshot.of(own, volume, all),
                        (one, other) -> one.revision() > other.revision() ? one : other);
            }
        });
        return latest.values().stream()
                .sorted(Comparator.comparing(LabSnapshot::created).thenComparing(LabSnapshot::name))
                .toList();
    }

    public Optional<LabSnapshot> find(String name) {
        return complete().stream()
                .filter(snapshot -> snapshot.name().equals(name))
                .findFirst();
    }

    /** The revision for a new snapshot of that name. */
    public int nextRevision(String name) {
        return 1
                + volumes.stream()
                        .filter(volume -> name.equals(volume.labels().get(Labels.SNAPSHOT)))
                        .mapToInt(LabResources::revision)
                        .max()
                        .orElse(0);
    }

    /** The names of the snapshots from which the lab was not restored completely. */
    public List<String> restoring() {
        return markers()
                .map(volume -> volume.labels().getOrDefault(Labels.SNAPSHOT, ""))
                .distinct()
                .toList();
    }

    /** The volumes that exist while the lab is restored. */
    public Stream<EngineVolume> markers() {
        return volumes.stream()
                .filter(volume ->
                        SnapshotVolume.RESTORING.equals(volume.labels().get(Labels.SNAPSHOT_PART)));
    }

    /** The volumes of a snapshot, with its description last. */
    public static List<String> volumesOf(LabSnapshot snapshot) {
        String description =
                LabNames.snapshotVolume(snapshot.lab(), snapshot.name(), snapshot.revision(), SnapshotVolume.COMPLETE);
        return Stream.concat(snapshot.parts().stream().map(LabSnapshot.Part::volume), Stream.of(description))
                .toList();
    }

    /** The volumes of snapshots that were not completed, or not removed completely, and of those that were replaced. */
    public List<EngineVolume> leftovers() {
        Set<String> needed = complete().stream()
                .flatMap(snapshot -> volumesOf(snapshot).stream())
                .collect(Collectors.toSet());
        markers().map(EngineVolume::name).forEach(needed::add);
        return volumes.stream()
                .filter(volume -> !needed.contains(volume.name()))
                .toList();
    }

    /**
     * Refuses to work with a lab whose nodes hold only a part of a snapshot.
     *
     * @throws Failure that says how to complete it
     */
    public static void mustBeRestored(LabResources lab) {
        lab.snapshots().markers().findFirst().ifPresent(marker -> {
            String name = marker.labels().getOrDefault(Labels.SNAPSHOT, "");
            String from = marker.labels().getOrDefault(Labels.SNAPSHOT_FROM, "");
            throw Failure.of(FailureKind.FAILED, "the lab " + lab.name() + " is only partly restored")
                    .because("a restore of the snapshot " + name + (from.isEmpty() ? "" : " of " + from)
                            + " was not completed")
                    .advise("Complete it with: swarmlab snapshot restore " + name
                            + (from.isEmpty() ? "" : " --from " + from) + " --lab " + lab.name());
        });
    }
}
