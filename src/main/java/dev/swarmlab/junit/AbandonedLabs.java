package dev.swarmlab.junit;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.lab.LabProcess;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Down;
import java.time.Instant;
import java.util.List;

/** Labs of test runs whose JVM was killed, so that it could not remove them. */
final class AbandonedLabs {

    private AbandonedLabs() {}

    /** Removes the labs whose JVM has ended, or whose time to live is over. Labs that exist for no process are not touched. */
    static void remove(Engine engine, Parallel parallel) {
        Instant now = Instant.now();
        List<LabResources> abandoned = LabResources.allIn(EngineSnapshot.of(engine, parallel)).stream()
                .filter(lab -> lab.process()
                        .filter(process -> process.hasEnded() || isExpired(lab, process, now))
                        .isPresent())
                .toList();
        if (!abandoned.isEmpty()) {
            new Down(engine, parallel, new Progress(event -> {})).run(abandoned);
        }
    }

    /** A lab whose process is seen to run stays, however long its tests take. */
    private static boolean isExpired(LabResources lab, LabProcess process, Instant now) {
        return !process.isVisible()
                && lab.expiry().filter(expiry -> expiry.isOver(now)).isPresent();
    }
}
