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

/** Removes every trace of labs from the engine. The images stay: the next {@code up} is quicker for them. */
public final class Down {

    /** How long another command that changes the lab is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;

    public Down(Engine engine, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
    }

    public void run(List<LabResources> labs) {
        progress.begin(Step.REMOVAL, labs.size());
        parallel.allWithEveryFailure(
                labs.stream().map(lab -> (Runnable) () -> remove(lab.name())).toList());
    }

    /** What is there when the lock is held is removed: another command may have made more since the lab was chosen. */
    private void remove(String name) {
        progress.during(
                Step.REMOVAL,
                name,
                () -> LabLock.hold(engine, progress, name, "swarmlab down " + name, Deadline.in(PATIENCE), () -> {
                    LabResources lab = LabResources.in(EngineSnapshot.of(engine, parallel), name);
                    new Removal(engine, parallel).remove(lab);
                    return name + ", " + lab.containers().size() + " containers";
                }));
    }
}
