package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.parallel.Threads;
import dev.swarmlab.readiness.Patience;
import dev.swarmlab.swarm.SwarmChange.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Repeats the read-only checks of all labs while a browser shows their results, a few labs at a time. A lab that does
 * not answer is left after a while, so that it never delays the others for long. Thread-safe.
 */
public final class ChecksWatcher implements AutoCloseable {

    /** How many labs are checked at the same time. Some checks start a container on every node. */
    static final int AT_ONCE = 4;

    /** The time between the end of a round and the next. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** The time after which a new browser is noticed. */
    private static final Duration IDLE_PAUSE = Duration.ofMillis(500);

    /** After this time a lab does not answer. */
    private static final Duration LIMIT = Patience.scaled(Duration.ofSeconds(15));

    private final Function<LabResources, LabChecks> checks;
    private final StatePublisher publisher;
    private final Duration limit;
    private final Parallel parallel = new Parallel(false);
    private final Poller poller = new Poller();
    private final Map<String, CheckedLab> labs = new TreeMap<>();

    /** @param checks reads the lab file of a lab and connects to its nodes, or throws a {@link Failure} */
    public ChecksWatcher(Function<LabResources, LabChecks> checks, StatePublisher publisher) {
        this(checks, publisher, LIMIT);
    }

    ChecksWatcher(Function<LabResources, LabChecks> checks, StatePublisher publisher, Duration limit) {
        this.checks = checks;
        this.publisher = publisher;
        this.limit = limit;
    }

    public void start() {
        Threads.start(
                "swarmlab-checks-watch",
                () -> poller.run(this::round, () -> publisher.showsChecks() ? PAUSE : IDLE_PAUSE));
    }

    /** The labs that exist now. A lab whose nodes or lab file have changed is checked with new connections. */
    synchronized void update(Map<String, LabResources> existing) {
        Set<String> removed = new HashSet<>(labs.keySet());
        removed.removeAll(existing.keySet());
        removed.forEach(this::remove);
        existing.forEach((name, resources) -> {
            CheckedLab known = labs.get(name);
            if (known != null && !known.version().equals(version(resources))) {
                remove(name);
                known = null;
            }
            if (known == null) {
                known = new CheckedLab(resources, version(resources), () -> checks.apply(resources));
                labs.put(name, known);
                publish(known, known.view(), List.of());
            }
            boolean isStopped = resources.nodes().stream().noneMatch(EngineContainer::isRunning);
            if (isStopped != known.isStopped()) {
                publish(known, isStopped ? known.stopped() : known.waiting(), List.of());
            }
        });
    }

    /** What must be the same for the connections and the lab file to be valid. */
    private static List<String> version(LabResources lab) {
        List<String> version =
                new ArrayList<>(lab.nodes().stream().map(EngineContainer::id).toList());
        version.addAll(lab.fileVolumes().stream().map(EngineVolume::name).toList());
        return version;
    }

    private void remove(String name) {
        CheckedLab lab = labs.remove(name);
        if (lab != null) {
            lab.close();
            publisher.removeChecks(name);
        }
    }

    /** Checks each lab once, those that did not answer last. */
    void round() {
        if (!publisher.showsChecks()) {
            return;
        }
        List<CheckedLab> inOrder;
        synchronized (this) {
            inOrder = labs.values().stream()
                    .filter(lab -> !lab.isStopped())
                    .sorted(Comparator.comparing(CheckedLab::isUnreachable))
                    .toList();
        }
        try {
            parallel.answers(
                    inOrder.stream()
                            .map(lab -> (Callable<Boolean>) () -> check(lab))
                            .toList(),
                    AT_ONCE);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                return;
            }
            throw failure;
        }
        publisher.checksEnded(Instant.now());
    }

    private boolean check(CheckedLab lab) {
        ChecksView.OfLab next = lab.check(limit);
        synchronized (this) {
            if (lab.isStopped()) {
                return false; // stopped meanwhile
            }
            publish(lab, next, changes(lab.view(), next));
            return true;
        }
    }

    private static List<TimelineEvent.Change> changes(ChecksView.OfLab before, ChecksView.OfLab after) {
        boolean bothChecked = before.isIn(ChecksView.State.CHECKED) && after.isIn(ChecksView.State.CHECKED);
        if (!bothChecked || before.isComplete() == after.isComplete()) {
            return List.of();
        }
        return List.of(
                after.isComplete()
                        ? TimelineEvent.Change.ofLab(after.lab(), Tone.GOOD, "passes all checks")
                        : TimelineEvent.Change.ofLab(after.lab(), Tone.BAD, "no longer passes all checks"));
    }

    private void publish(CheckedLab lab, ChecksView.OfLab view, List<TimelineEvent.Change> changes) {
        boolean isCurrent = labs.get(lab.view().lab()) == lab;
        if (isCurrent) {
            lab.view(view);
            publisher.updateChecks(view, changes);
        }
    }

    /** Ends without waiting for checks that run. */
    @Override
    public synchronized void close() {
        poller.close();
        labs.values().forEach(CheckedLab::close);
        labs.clear();
    }
}
