package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import java.util.List;

/** Removes every trace of labs from the engine. The images stay: the next {@code up} is quicker for them. */
public final class Down {

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;

    public Down(Engine engine, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
    }

    public void run(List<ObservedLab> labs) {
        progress.begin(Step.REMOVAL, labs.size());
        parallel.allWithEveryFailure(
                labs.stream().map(lab -> (Runnable) () -> remove(lab)).toList());
    }

    private void remove(ObservedLab lab) {
        progress.during(Step.REMOVAL, lab.name(), () -> {
            new Removal(engine, parallel).remove(lab);
            return lab.name() + ", " + lab.containers().size() + " containers";
        });
    }
}
