package dev.swarmlab.prune;

import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.engine.ListedImage;
import dev.swarmlab.lab.Expiry;
import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LockClaim;
import dev.swarmlab.lab.Snapshots;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.prune.PruneItem.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code prune} would remove from an engine.
 *
 * @param labs labs that have expired, and labs of which only something is left
 * @param snapshots labs that stay, with what is left of snapshots that were not completed
 * @param locks claims to locks by commands that have ended
 * @param containers containers of {@code swarmlab doctor} that were not removed
 * @param images images that swarmlab built and no lab uses
 * @param skipped what other commands need
 */
public record PrunePlan(
        List<Planned<LabResources>> labs,
        List<Planned<LabResources>> snapshots,
        List<Planned<LockClaim>> locks,
        List<Planned<EngineContainer>> containers,
        List<Planned<ListedImage>> images,
        List<PruneItem> skipped) {

    private static final String NO_NETWORK = "none";

    /** Something to remove, and how it is reported. */
    record Planned<T>(PruneItem item, T what) {}

    /**
     * Decides what to remove.
     *
     * @param built all images that swarmlab built
     * @param usage for sizes; empty when they are not known
     */
    static PrunePlan of(
            EngineSnapshot snapshot,
            List<ListedImage> built,
            Optional<DiskUsage> usage,
            PruneScope scope,
            Instant now) {
        List<LockClaim> claims = snapshot.volumes().stream()
                .flatMap(volume -> LockClaim.of(volume).stream())
                .toList();
        Map<String, String> holders = claims.stream()
                .filter(claim -> !claim.isStale(now))
                .collect(Collectors.toMap(LockClaim::lab, LockClaim::described, (one, other) -> one));
        List<PruneItem> skipped = new ArrayList<>();
        List<Planned<LabResources>> labs = new ArrayList<>();
        List<Planned<LabResources>> snapshots = new ArrayList<>();
        for (LabResources lab : LabResources.allIn(snapshot)) {
            Optional<PruneItem> whole = reason(lab, scope, now);
            Optional<PruneItem> item = whole.or(() -> reasonOfSnapshots(lab, scope));
            item.map(known -> known.sized(usage.map(sizes -> whole.isPresent() ? size(lab, sizes) : left(lab, sizes))
                            .orElse(null)))
                    .ifPresent(sized -> {
                        if (holders.containsKey(lab.name())) {
                            skipped.add(sized.skipped("it is changed by " + holders.get(lab.name())));
                        } else {
                            (whole.isPresent() ? labs : snapshots).add(new Planned<>(sized, lab));
                        }
                    });
        }
        needed(labs, LabResources.allIn(snapshot)).forEach(lab -> {
            labs.remove(lab);
            skipped.add(lab.item().skipped("labs of this class use it"));
        });
        List<EngineContainer> staying = snapshot.containers().stream()
                .filter(container ->
                        labs.stream().noneMatch(lab -> lab.what().containers().contains(container)))
                .toList();
        List<Planned<EngineContainer>> ofDoctor = containers(snapshot.containers(), usage, scope);
        List<Planned<ListedImage>> unused = images(built, staying, scope);
        if (!holders.isEmpty()) {
            String why = "it may be needed by " + holders.values().iterator().next();
            unused.forEach(image -> skipped.add(image.item().skipped(why)));
            unused = List.of();
        }
        return new PrunePlan(
                List.copyOf(labs),
                List.copyOf(snapshots),
                locks(claims, scope, now),
                ofDoctor,
                unused,
                List.copyOf(skipped));
    }

    /** The classes among these labs of which some labs stay. */
    private static List<Planned<LabResources>> needed(List<Planned<LabResources>> removed, List<LabResources> all) {
        Set<String> names = removed.stream().map(lab -> lab.what().name()).collect(Collectors.toSet());
        Set<String> inUse = all.stream()
                .filter(lab -> !names.contains(lab.name()))
                .flatMap(lab -> lab.student().stream())
                .map(Student::className)
                .collect(Collectors.toSet());
        return removed.stream()
                .filter(lab -> lab.what().isClass() && inUse.contains(lab.what().name()))
                .toList();
    }

    /** Why a lab is removed; empty when it stays. */
    static Optional<PruneItem> reason(LabResources lab, PruneScope scope, Instant now) {
        if (!scope.includes(lab.name()) || lab.isEmpty()) {
            return Optional.empty();
        }
        Optional<Expiry> over = lab.expiry().filter(expiry -> expiry.isOver(now));
        if (scope.expired() && over.isPresent()) {
            return Optional.of(PruneItem.of(Kind.LAB, lab.name(), over.get().described(now)));
        }
        Optional<LabProcess> ended = lab.process().filter(LabProcess::hasEnded);
        if (scope.expired() && ended.isPresent()) {
            return Optional.of(PruneItem.of(Kind.LAB, lab.name(), ended.get().described() + " has ended"));
        }
        if (scope.leftovers() && isIncomplete(lab)) {
            return Optional.of(PruneItem.of(
                    Kind.LEFTOVERS, lab.name(), "left of an up or down that was killed: " + contents(lab)));
        }
        return Optional.empty();
    }

    /** Why something that is left of snapshots is removed from a lab that stays; empty when nothing is left. */
    static Optional<PruneItem> reasonOfSnapshots(LabResources lab, PruneScope scope) {
        Snapshots snapshots = lab.snapshots();
        List<EngineVolume> leftovers = snapshots.leftovers();
        if (!scope.leftovers()
                || !scope.includes(lab.name())
                || (leftovers.isEmpty() && snapshots.copies().isEmpty())) {
            return Optional.empty();
        }
        String left = described(snapshots.copies().size(), 0, leftovers.size());
        return Optional.of(PruneItem.of(Kind.SNAPSHOT, lab.name(), "left of a snapshot that was killed: " + left));
    }

    /**
     * What an {@code up} that was killed early, or a {@code down} that was killed late, leaves: no lab file, and no node
     * that runs or that {@code swarmlab start} could use. The user may have removed the volume with the lab file.
     */
    private static boolean isIncomplete(LabResources lab) {
        boolean canStart = lab.network().isPresent() && !lab.managers().isEmpty();
        return lab.origin().isEmpty() && !canStart && lab.nodes().stream().noneMatch(PrunePlan::mayRun);
    }

    private static boolean mayRun(EngineContainer container) {
        return container.isRunning() || container.isPaused();
    }

    private static String contents(LabResources lab) {
        Snapshots snapshots = lab.snapshots();
        return described(
                lab.containers().size() + snapshots.copies().size(),
                lab.networks().size(),
                lab.volumes().size() + snapshots.volumes().size());
    }

    private static String described(int containers, int networks, int volumes) {
        return Stream.of(counted(containers, "container"), counted(networks, "network"), counted(volumes, "volume"))
                .filter(count -> !count.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String counted(int count, String noun) {
        return count == 0 ? "" : count + " " + noun + (count == 1 ? "" : "s");
    }

    private static Long size(LabResources lab, DiskUsage usage) {
        long containers = lab.containers().stream()
                .mapToLong(container -> usage.containers().getOrDefault(container.id(), 0L))
                .sum();
        return containers + size(lab.volumes(), usage) + size(lab.snapshots().volumes(), usage);
    }

    /** The size of what is left of snapshots. */
    private static Long left(LabResources lab, DiskUsage usage) {
        return size(lab.snapshots().leftovers(), usage);
    }

    private static long size(List<EngineVolume> volumes, DiskUsage usage) {
        return volumes.stream()
                .mapToLong(volume -> usage.volumes().getOrDefault(volume.name(), 0L))
                .sum();
    }

    private static List<Planned<LockClaim>> locks(List<LockClaim> claims, PruneScope scope, Instant now) {
        return claims.stream()
                .filter(claim -> scope.leftovers() && scope.includes(claim.lab()) && claim.isStale(now))
                .map(claim -> new Planned<>(
                        PruneItem.of(Kind.LOCK, claim.lab(), "held by a command that has ended: " + claim.described())
                                .sized(0L),
                        claim))
                .toList();
    }

    private static List<Planned<EngineContainer>> containers(
            List<EngineContainer> containers, Optional<DiskUsage> usage, PruneScope scope) {
        return containers.stream()
                .filter(container -> scope.leftovers() && scope.includes(container.name()) && isOfDoctor(container))
                .map(container -> new Planned<>(
                        PruneItem.of(Kind.CONTAINER, container.name(), "left of a doctor that was killed")
                                .sized(usage.map(sizes -> sizes.containers().getOrDefault(container.id(), 0L))
                                        .orElse(null)),
                        container))
                .toList();
    }

    /**
     * Whether {@code swarmlab doctor} created a container, which does not run. One that runs ends by itself. A
     * container of an image that was committed from it has the same label, but usually a network.
     */
    static boolean isOfDoctor(EngineContainer container) {
        return !container.label(Labels.DOCTOR).isEmpty()
                && container.label(Labels.LAB).isEmpty()
                && container.madeIn().equals(NO_NETWORK)
                && !mayRun(container);
    }

    private static List<Planned<ListedImage>> images(
            List<ListedImage> built, List<EngineContainer> staying, PruneScope scope) {
        List<Planned<ListedImage>> planned = new ArrayList<>();
        for (ListedImage image : built) {
            boolean isWanted = scope.images()
                    && (scope.fallbackImages() || !BuiltImages.isFallback(image))
                    && (scope.names().isEmpty() || isNamed(image, scope));
            if (isWanted) {
                BuiltImages.reasonUnused(image, staying)
                        .map(reason -> PruneItem.of(Kind.IMAGE, BuiltImages.name(image), reason)
                                .sized(image.bytes()))
                        .ifPresent(item -> planned.add(new Planned<>(item, image)));
            }
        }
        return List.copyOf(planned);
    }

    private static boolean isNamed(ListedImage image, PruneScope scope) {
        return image.references().stream().anyMatch(scope::includes) || scope.includes(image.id());
    }

    /** The report of a run that removes nothing. */
    public PruneReport preview() {
        return PruneReport.of(true, items());
    }

    /** All items, first those to remove. */
    List<PruneItem> items() {
        List<PruneItem> items = new ArrayList<>();
        labs.forEach(lab -> items.add(lab.item()));
        snapshots.forEach(lab -> items.add(lab.item()));
        locks.forEach(lock -> items.add(lock.item()));
        containers.forEach(container -> items.add(container.item()));
        images.forEach(image -> items.add(image.item()));
        items.addAll(skipped);
        return List.copyOf(items);
    }
}
