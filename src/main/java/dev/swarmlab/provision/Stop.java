package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabLock;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;

/**
 * Stops all containers of a lab at the same time, and removes nothing. If workers stopped first, the managers would move
 * their tasks.
 */
public final class Stop {

    private static final Duration LIST_TIME = Duration.ofSeconds(10);

    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;

    public Stop(Engine engine, Parallel parallel, Progress progress) {
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
    }

    /** @param deadline when to stop waiting for another command that changes the lab */
    public void run(String lab, Deadline deadline) {
        progress.lab(lab);
        LabLock.hold(engine, progress, lab, "swarmlab stop " + lab, deadline, () -> {
            stop(LabResources.in(EngineSnapshot.of(engine, parallel), lab));
            return lab;
        });
    }

    /** Stops the containers of a lab whose lock the caller holds. */
    void stop(LabResources lab) {
        List<EngineContainer> running = lab.containers().stream()
                .filter(container -> !EnsureContainer.isStopped(container))
                .toList();
        if (running.isEmpty()) {
            progress.say("the lab " + lab.name() + " is already stopped");
            return;
        }
        progress.begin(Step.STOP, running.size());
        EnsureContainer ensure = new EnsureContainer(engine);
        parallel.allWithEveryFailure(running.stream()
                .map(container -> (Runnable) () -> {
                    String name = container.label(Labels.NODE);
                    progress.during(Step.STOP, name, () -> {
                        ensure.stopIfRunning(container);
                        return name;
                    });
                })
                .toList());
        awaitList(lab.name());
    }

    /** The engine answers a stop before its list of containers shows it. Other commands read this list. */
    private void awaitList(String lab) {
        Await.until("the containers of the lab " + lab + " to stop", Deadline.in(LIST_TIME), () -> {
            List<String> running = LabResources.ownContainers(engine.containers(Labels.LAB, lab)).stream()
                    .filter(container -> !EnsureContainer.isStopped(container))
                    .map(EngineContainer::name)
                    .toList();
            return Answer.readyIf(running.isEmpty(), "running: " + String.join(", ", running));
        });
    }
}
