package dev.swarmlab.dashboard;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.provision.ObservedLab;
import dev.swarmlab.provision.OpenLab;
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
public final class LabsWatch implements AutoCloseable {

    /** The engine's events tell when something happens; this is for what they may have missed. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /**
     * A lab that is shown.
     *
     * @param watch null as long as its nodes can't be spoken to
     */
    private record Shown(
            Scene scene, Set<String> containers, @Nullable SwarmWatch watch) {}

    private final Engine engine;
    private final @Nullable String only;
    private final Board board;
    private final Map<String, Shown> shown = new HashMap<>();
    private final Rhythm rhythm = new Rhythm();
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("swarmlab-labs"));

    /** @param only the name of the lab to show; null for all of them */
    public LabsWatch(Engine engine, @Nullable String only, Board board) {
        this.engine = engine;
        this.only = only;
        this.board = board;
    }

    public void start() {
        threads.execute(() -> rhythm.keep(this::look, () -> PAUSE));
        threads.execute(() -> rhythm.keepFollowing(() -> engine.followContainers(Labels.LAB, rhythm::wakeUp)));
    }

    private synchronized void look() {
        Map<String, ObservedLab> labs;
        try {
            labs = labs();
        } catch (EngineException exception) {
            String reason = "the engine does not answer: " + exception.text();
            shown.values().forEach(lab -> lab.scene().engineLost(reason));
            return;
        }
        Set<String> gone = new HashSet<>(shown.keySet());
        gone.removeAll(labs.keySet());
        gone.forEach(this::remove);
        labs.forEach(this::show);
    }

    private Map<String, ObservedLab> labs() {
        Map<String, List<EngineContainer>> byLab = ObservedLab.ownContainers(engine.containers()).stream()
                .filter(container -> only == null || container.label(Labels.LAB).equals(only))
                .collect(Collectors.groupingBy(
                        container -> container.label(Labels.LAB), TreeMap::new, Collectors.toList()));
        Map<String, ObservedLab> labs = new TreeMap<>();
        byLab.forEach((name, containers) -> labs.put(name, new ObservedLab(name, containers, List.of(), List.of())));
        labs.values().removeIf(lab -> lab.nodes().isEmpty());
        return labs;
    }

    private void show(String name, ObservedLab lab) {
        Set<String> containers = lab.nodes().stream().map(EngineContainer::id).collect(Collectors.toSet());
        Shown known = shown.get(name);
        if (known != null && known.containers().stream().noneMatch(containers::contains)) {
            remove(name); // another lab of the same name, with other certificates
            known = null;
        }
        Scene scene = known == null ? new Scene(name, board) : known.scene();
        scene.carriedBy(lab.nodes());
        SwarmWatch watch = known == null || known.watch() == null ? watch(lab, scene) : known.watch();
        shown.put(name, new Shown(scene, containers, watch));
    }

    private @Nullable SwarmWatch watch(ObservedLab lab, Scene scene) {
        try {
            LabManagers managers = new LabManagers(OpenLab.of(engine, lab), scene::containers);
            SwarmWatch watch = new SwarmWatch(managers, scene, board::hasViewers);
            watch.start();
            return watch;
        } catch (Failure | EngineException tooEarly) {
            scene.lost("its nodes can't be asked yet: " + tooEarly.getMessage());
            return null;
        }
    }

    private void remove(String name) {
        Shown gone = shown.remove(name);
        if (gone != null && gone.watch() != null) {
            gone.watch().close();
        }
        board.remove(name, List.of(Moment.News.ofLab(name, Tone.NEUTRAL, "is gone")));
    }

    @Override
    public void close() {
        rhythm.close();
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
