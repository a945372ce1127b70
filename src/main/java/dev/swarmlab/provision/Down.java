package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;

/** Removes labs from the engine. Their images stay, so that the next {@code up} is faster. */
public final class Down {

    /** How long to wait for another command that changes the lab. */
    private static final Duration LOCK_TIME = Duration.ofMinutes(5);

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;

    public Down(Engine engine, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
    }

    /** Removes all of these labs, also when one of them can't be removed, and then throws the first failure. */
    public void run(List<LabResources> labs) {
        progress.begin(Step.REMOVAL, labs.size());
        // The registry of a class is connected to the networks of its labs.
        removeAll(labs.stream().filter(lab -> !lab.isClass()).toList());
        removeAll(labs.stream().filter(LabResources::isClass).toList());
    }

    private void removeAll(List<LabResources> labs) {
        parallel.allWithEveryFailure(
                labs.stream().map(lab -> (Runnable) () -> remove(lab.name())).toList());
    }

    /** The resources are read after the lock is acquired: another command may have created more of them before. */
    private void remove(String name) {
        progress.during(
                Step.REMOVAL,
                name,
                () -> LabLock.hold(engine, progress, name, "swarmlab down " + name, Deadline.in(LOCK_TIME), () -> {
                    LabResources lab = LabResources.in(EngineSnapshot.of(engine, parallel), name);
                    new Removal(engine, parallel).remove(lab);
                    int containers = lab.containers().size();
                    return name + ", " + containers + (containers == 1 ? " container" : " containers");
                }));
    }
}
