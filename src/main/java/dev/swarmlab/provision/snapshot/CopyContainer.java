package dev.swarmlab.provision.snapshot;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EphemeralContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.Uninterruptible;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A container that runs while the data of a node is copied. It is removed when this is closed. If this process is killed
 * before that, the next command for snapshots of the lab removes it, or {@code down}.
 */
final class CopyContainer implements AutoCloseable {

    /** How much longer the container may live than its command. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Engine engine;
    private final String id;
    private final Deadline deadline;

    private CopyContainer(Engine engine, String id, Deadline deadline) {
        this.engine = engine;
        this.id = id;
        this.deadline = deadline;
    }

    /** @param node the node whose data is copied; in the container's name */
    static CopyContainer of(
            Engine engine,
            String lab,
            String snapshot,
            String node,
            String image,
            List<ContainerMount> mounts,
            Deadline deadline) {
        EphemeralContainer specification = new EphemeralContainer(
                LabNames.copyContainer(lab, node),
                image,
                Map.of(Labels.LAB, lab, Labels.SNAPSHOT, snapshot, Labels.SNAPSHOT_PART, node),
                mounts,
                deadline.left().plus(MARGIN));
        String id = Uninterruptible.call(() -> engine.createEphemeralContainer(specification));
        CopyContainer container = new CopyContainer(engine, id, deadline);
        try {
            engine.start(id);
            return container;
        } catch (RuntimeException exception) {
            container.close();
            throw exception;
        }
    }

    ExecResult execute(List<String> command) {
        return engine.execute(id, command, deadline);
    }

    @Override
    public void close() {
        Uninterruptible.run(() -> engine.removeContainer(id));
    }
}
