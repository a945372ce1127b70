package dev.swarmlab.prune;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.ListedImage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.Removal;
import dev.swarmlab.provision.SnapshotRemoval;
import dev.swarmlab.prune.PrunePlan.Planned;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Removes what a {@link PrunePlan} names: first labs, each under its lock, then the images that no lab uses any more.
 * Everything is read again before it is removed, since the user may have thought for a while.
 */
public final class Prune {

    private static final String COMMAND = "swarmlab prune";

    /** The limit for the removal of a lab, for commands that wait for it. */
    private static final Duration TIME_FOR_A_LAB = Duration.ofMinutes(5);

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;
    private final PrunePlanner planner;
    private final Consumer<String> removedLab;

    /**
     * @param planner that made the plan
     * @param removedLab gets the name of each lab that was removed
     */
    public Prune(
            Engine engine, Parallel parallel, Progress progress, PrunePlanner planner, Consumer<String> removedLab) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
        this.planner = planner;
        this.removedLab = removedLab;
    }

    /** Removes as much as possible. The report names what was skipped, and what the engine refused to remove. */
    public PruneReport run(PrunePlan plan, Instant now) {
        List<PruneItem> results = new ArrayList<>();
        plan.locks()
                .forEach(lock -> results.add(result(
                        lock.item(),
                        () -> removed(
                                lock.item(),
                                () -> engine.removeVolume(lock.what().volume())))));
        results.addAll(labs(plan.labs(), now));
        plan.snapshots().forEach(lab -> results.add(result(lab.item(), () -> snapshots(lab))));
        plan.containers().forEach(container -> results.add(result(container.item(), () -> container(container))));
        results.addAll(images(plan.images(), now));
        results.addAll(plan.skipped());
        return PruneReport.of(false, results);
    }

    private List<PruneItem> labs(List<Planned<LabResources>> labs, Instant now) {
        if (labs.isEmpty()) {
            return List.of();
        }
        Map<String, PruneItem> results = new ConcurrentHashMap<>();
        progress.begin(Step.REMOVAL, labs.size());
        // The registry of a class is connected to the networks of its labs.
        removeAll(labs.stream().filter(lab -> !lab.what().isClass()).toList(), now, results);
        removeAll(labs.stream().filter(lab -> lab.what().isClass()).toList(), now, results);
        List<PruneItem> inOrder = labs.stream()
                .map(lab -> results.getOrDefault(lab.what().name(), lab.item()))
                .toList();
        inOrder.stream().filter(PruneItem::isRemoved).map(PruneItem::name).forEach(removedLab);
        return inOrder;
    }

    private void removeAll(List<Planned<LabResources>> labs, Instant now, Map<String, PruneItem> results) {
        parallel.allWithEveryFailure(labs.stream()
                .map(lab -> (Runnable) () -> results.put(
                        lab.what().name(),
                        result(
                                lab.item(),
                                () -> progress.during(
                                        Step.REMOVAL, lab.what().name(), () -> lab(lab, now), Prune::detail))))
                .toList());
    }

    private static String detail(PruneItem result) {
        return result.name() + (result.isRemoved() ? "" : " skipped");
    }

    private PruneItem lab(Planned<LabResources> lab, Instant now) {
        String name = lab.what().name();
        List<PruneItem> result = new ArrayList<>();
        Optional<String> holder =
                LabLock.holdIfFree(engine, progress, name, COMMAND, Deadline.in(TIME_FOR_A_LAB), () -> {
                    LabResources current = LabResources.in(EngineSnapshot.of(engine, parallel), name);
                    boolean isSame = PrunePlan.reason(current, planner.scope(), now)
                            .filter(item -> item.kind() == lab.item().kind())
                            .isPresent();
                    if (isSame) {
                        new Removal(engine, parallel).remove(current);
                    }
                    result.add(isSame ? lab.item().removed() : lab.item().skipped("it was changed meanwhile"));
                });
        return holder.map(text -> lab.item().skipped("it is changed by " + text))
                .orElseGet(() -> result.get(0));
    }

    private PruneItem snapshots(Planned<LabResources> lab) {
        String name = lab.what().name();
        Optional<String> holder = LabLock.holdIfFree(
                engine, progress, name, COMMAND, Deadline.in(TIME_FOR_A_LAB), () -> new SnapshotRemoval(
                                engine, parallel, progress)
                        .removeLeftovers(LabResources.in(EngineSnapshot.of(engine, parallel), name)
                                .snapshots()));
        return holder.map(text -> lab.item().skipped("it is changed by " + text))
                .orElseGet(lab.item()::removed);
    }

    private PruneItem container(Planned<EngineContainer> container) {
        boolean stillEnded = engine.containers().stream()
                .anyMatch(current -> current.id().equals(container.what().id()) && PrunePlan.isOfDoctor(current));
        return stillEnded
                ? removed(
                        container.item(),
                        () -> engine.removeContainer(container.what().id()))
                : container.item().skipped("it was changed meanwhile");
    }

    private List<PruneItem> images(List<Planned<ListedImage>> images, Instant now) {
        if (images.isEmpty()) {
            return List.of();
        }
        PrunePlan current = planner.plan(now, Optional.empty());
        Set<String> unused =
                current.images().stream().map(image -> image.what().id()).collect(Collectors.toSet());
        return images.stream()
                .map(image -> unused.contains(image.what().id())
                        ? result(image.item(), () -> image(image))
                        : image.item().skipped("a lab or another command uses it"))
                .toList();
    }

    /** An engine refuses to remove an image by its id while several registries know it by a digest. */
    private PruneItem image(Planned<ListedImage> image) {
        List<String> names = new ArrayList<>(image.what().references());
        names.addAll(image.what().digests());
        if (names.isEmpty()) {
            names.add(image.what().id());
        }
        return removed(image.item(), () -> names.forEach(engine::removeImage));
    }

    private static PruneItem removed(PruneItem item, Runnable removal) {
        removal.run();
        return item.removed();
    }

    private static PruneItem result(PruneItem item, Supplier<PruneItem> removal) {
        try {
            return removal.get();
        } catch (EngineException exception) {
            return item.failed(exception.text());
        } catch (Failure failure) {
            return item.failed(failure.getMessage());
        }
    }
}
