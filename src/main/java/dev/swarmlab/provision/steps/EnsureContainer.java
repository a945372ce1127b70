package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.Uninterruptible;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;

/** Brings one container of a lab to run: a new one with its volume, or the one that is there. */
final class EnsureContainer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Engine engine;

    EnsureContainer(Engine engine) {
        this.engine = engine;
    }

    void create(ContainerSpecification container, String volume, List<ContainerFile> files) {
        Uninterruptible.run(() -> engine.createVolume(volume, container.labels()));
        String id = create(container);
        if (!files.isEmpty()) {
            engine.copyInto(id, files);
        }
        start(id, container.name());
    }

    /** Whether a container could not start because that port of the host's loopback is taken. */
    static boolean isTaken(int port, Failure refusal) {
        String reason = String.valueOf(refusal.reason());
        return reason.contains(LabRun.LOOPBACK + ":" + port)
                && KnownMessage.PORT_IS_TAKEN.isIn(reason);
    }

    /**
     * An engine that has just come up again starts its containers itself, and refuses to start one that it is starting. So
     * a refusal only counts when the container does not run some seconds later either. A paused container goes on.
     */
    void startIfStopped(EngineContainer container) {
        if (container.isRunning()) {
            return;
        }
        if (container.isPaused()) {
            engine.unpause(container.id());
            return;
        }
        try {
            start(container.id(), container.name());
        } catch (Failure refusal) {
            if (!runsBefore(Deadline.in(PATIENCE), container)) {
                throw refusal;
            }
        }
    }

    private boolean runsBefore(Deadline patience, EngineContainer container) {
        try {
            Await.until(container.name(), patience, () -> {
                EngineContainer now = engine.container(container.id());
                return Answer.readyIf(now.isRunning(), "it is " + now.state());
            });
            return true;
        } catch (Failure stillNot) {
            if (stillNot.kind() == FailureKind.TIMED_OUT) {
                return false;
            }
            throw stillNot;
        }
    }

    private String create(ContainerSpecification container) {
        try {
            return Uninterruptible.call(() -> engine.createContainer(container));
        } catch (EngineException exception) {
            throw refused("can't make the container " + container.name(), exception);
        }
    }

    private void start(String id, String name) {
        try {
            engine.start(id);
        } catch (EngineException exception) {
            throw refused("can't start the container " + name, exception);
        }
    }

    private static Failure refused(String what, EngineException exception) {
        return exception.isUnreachable() || exception.isTooLate()
                ? EngineFailure.of(exception)
                : Failure.of(FailureKind.FAILED, what)
                        .because(exception.text())
                        .advise(ErrorHints.of(exception.text()))
                        .causedBy(exception);
    }
}
