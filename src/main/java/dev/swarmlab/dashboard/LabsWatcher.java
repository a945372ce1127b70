package dev.swarmlab.dashboard;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.parallel.Threads;
import dev.swarmlab.swarm.SwarmChange.Tone;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Watches the labs of an engine, and the swarm of each. Labs may be created and removed meanwhile. */
public final class LabsWatcher implements AutoCloseable {

    /** The engine's events wake the poller up. This is for events that were missed. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Creates no threads. */
    private static final Parallel IN_TURN = new Parallel(true);

    /**
     * A lab that is being watched.
     *
     * @param containers the ids of its nodes' containers
     * @param watcher null while there is no connection to its nodes
     */
    private record WatchedLab(
            LabState labState,
            Set<String> containers,
            @Nullable SwarmWatcher watcher) {}

    private final Engine engine;
    private final Predicate<LabResources> wanted;
    private final StatePublisher publisher;
    private final @Nullable ChecksWatcher checks;
    private final Map<String, WatchedLab> watched = new HashMap<>();
    private final AtomicInteger count = new AtomicInteger(1);
    private final Poller poller = new Poller();
    private final ExecutorService threads = Threads.pool("swarmlab-labs-watch");

    /**
     * @param wanted the labs to watch, which may be created later
     * @param checks is told which labs exist; null without checks
     */
    public LabsWatcher(
            Engine engine, Predicate<LabResources> wanted, StatePublisher publisher, @Nullable ChecksWatcher checks) {
        this.engine = engine;
        this.wanted = wanted;
        this.publisher = publisher;
        this.checks = checks;
    }

    public void start() {
        threads.execute(() -> poller.run(this::poll, () -> PAUSE));
        threads.execute(() -> poller.follow(() -> engine.followContainers(Labels.LAB, poller::wakeUp)));
    }

    private synchronized void poll() {
        Map<String, LabResources> labs;
        try {
            labs = labs();
        } catch (EngineException exception) {
            String reason = "the engine does not answer: " + exception.text();
            watched.values().forEach(lab -> lab.labState().engineUnreachable(reason));
            return;
        }
        count.set(labs.size());
        Set<String> removed = new HashSet<>(watched.keySet());
        removed.removeAll(labs.keySet());
        removed.forEach(this::remove);
        labs.forEach(this::update);
        if (checks != null) {
            checks.update(labs);
        }
    }

    private Map<String, LabResources> labs() {
        EngineSnapshot snapshot = EngineSnapshot.of(engine, IN_TURN);
        Map<String, LabResources> labs = new TreeMap<>();
        LabResources.allIn(snapshot).stream()
                .filter(lab -> !lab.nodes().isEmpty() && wanted.test(lab))
                .forEach(lab -> labs.put(lab.name(), lab));
        return labs;
    }

    private void update(String name, LabResources lab) {
        Set<String> containers = lab.nodes().stream().map(EngineContainer::id).collect(Collectors.toSet());
        WatchedLab known = watched.get(name);
        if (known != null && known.containers().stream().noneMatch(containers::contains)) {
            remove(name); // a new lab of the same name, with other certificates
            known = null;
        }
        LabState labState = known == null ? new LabState(name, publisher) : known.labState();
        labState.updateContainers(lab.nodes());
        SwarmWatcher watcher = known == null || known.watcher() == null ? watch(lab, labState) : known.watcher();
        watched.put(name, new WatchedLab(labState, containers, watcher));
    }

    private @Nullable SwarmWatcher watch(LabResources lab, LabState labState) {
        try {
            LabSwarmSource source = new LabSwarmSource(LabClient.of(engine, lab), labState::containers);
            SwarmWatcher watcher = new SwarmWatcher(source, labState, publisher::hasViewers, count::get);
            watcher.start();
            return watcher;
        } catch (Failure | EngineException notReady) {
            labState.swarmUnreachable("can't connect to its nodes yet: " + notReady.getMessage());
            return null;
        }
    }

    private void remove(String name) {
        WatchedLab lab = watched.remove(name);
        if (lab != null && lab.watcher() != null) {
            lab.watcher().close();
        }
        publisher.remove(name, List.of(TimelineEvent.Change.ofLab(name, Tone.NEUTRAL, "was removed")));
    }

    @Override
    public void close() {
        poller.close();
        threads.shutdownNow();
        synchronized (this) {
            watched.values().forEach(lab -> {
                if (lab.watcher() != null) {
                    lab.watcher().close();
                }
            });
            watched.clear();
        }
    }
}
