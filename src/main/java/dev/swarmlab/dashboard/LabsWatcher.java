package dev.swarmlab.dashboard;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.swarm.SwarmChange.Tone;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks which labs an engine carries, and watches the swarm of each. Labs may come and go meanwhile. */
public final class LabsWatcher implements AutoCloseable {

    /** The engine's events tell when something happens; this is for what they may have missed. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /**
     * A lab that is shown.
     *
     * @param watch null as long as its nodes can't be spoken to
     */
    private record Shown(
            LabState labState,
            Set<String> containers,
            @Nullable SwarmWatcher watch) {}

    private final Engine engine;
    private final @Nullable String only;
    private final StatePublisher publisher;
    private final Map<String, Shown> shown = new HashMap<>();
    private final Poller poller = new Poller();
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("swarmlab-labs"));

    /** @param only the name of the lab to show; null for all of them */
    public LabsWatcher(Engine engine, @Nullable String only, StatePublisher publisher) {
        this.engine = engine;
        this.only = only;
        this.publisher = publisher;
    }

    public void start() {
        threads.execute(() -> poller.keep(this::look, () -> PAUSE));
        threads.execute(() -> poller.keepFollowing(() -> engine.followContainers(Labels.LAB, poller::wakeUp)));
    }

    private synchronized void look() {
        Map<String, LabResources> labs;
        try {
            labs = labs();
        } catch (EngineException exception) {
            String reason = "the engine does not answer: " + exception.text();
            shown.values().forEach(lab -> lab.labState().engineLost(reason));
            return;
        }
        Set<String> gone = new HashSet<>(shown.keySet());
        gone.removeAll(labs.keySet());
        gone.forEach(this::remove);
        labs.forEach(this::show);
    }

    private Map<String, LabResources> labs() {
        Map<String, List<EngineContainer>> byLab = LabResources.ownContainers(engine.containers()).stream()
                .filter(container -> only == null || container.label(Labels.LAB).equals(only))
                .collect(Collectors.groupingBy(
                        container -> container.label(Labels.LAB), TreeMap::new, Collectors.toList()));
        Map<String, LabResources> labs = new TreeMap<>();
        byLab.forEach((name, containers) -> labs.put(name, new LabResources(name, containers, List.of(), List.of())));
        labs.values().removeIf(lab -> lab.nodes().isEmpty());
        return labs;
    }

    private void show(String name, LabResources lab) {
        Set<String> containers = lab.nodes().stream().map(EngineContainer::id).collect(Collectors.toSet());
        Shown known = shown.get(name);
        if (known != null && known.containers().stream().noneMatch(containers::contains)) {
            remove(name); // another lab of the same name, with other certificates
            known = null;
        }
        LabState labState = known == null ? new LabState(name, publisher) : known.labState();
        labState.carriedBy(lab.nodes());
        SwarmWatcher watch = known == null || known.watch() == null ? watch(lab, labState) : known.watch();
        shown.put(name, new Shown(labState, containers, watch));
    }

    private @Nullable SwarmWatcher watch(LabResources lab, LabState labState) {
        try {
            LabSwarmSource managers = new LabSwarmSource(LabClient.of(engine, lab), labState::containers);
            SwarmWatcher watch = new SwarmWatcher(managers, labState, publisher::hasViewers);
            watch.start();
            return watch;
        } catch (Failure | EngineException tooEarly) {
            labState.lost("its nodes can't be asked yet: " + tooEarly.getMessage());
            return null;
        }
    }

    private void remove(String name) {
        Shown gone = shown.remove(name);
        if (gone != null && gone.watch() != null) {
            gone.watch().close();
        }
        publisher.remove(name, List.of(TimelineEvent.News.ofLab(name, Tone.NEUTRAL, "is gone")));
    }

    @Override
    public void close() {
        poller.close();
        threads.shutdownNow();
        synchronized (this) {
            shown.values().forEach(lab -> {
                if (lab.watch() != null) {
                    lab.watch().close();
                }
            });
            shown.clear();
        }
    }
}
