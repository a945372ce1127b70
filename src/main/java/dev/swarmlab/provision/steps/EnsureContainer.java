package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.List;

/** Brings one container of a lab to run: a new one with its volume, or the one that is there. */
final class EnsureContainer {

    private final Engine engine;

    EnsureContainer(Engine engine) {
        this.engine = engine;
    }

    void create(ContainerSpecification container, String volume, List<ContainerFile> files) {
        Uninterrupted.run(() -> engine.createVolume(volume, container.labels()));
        String id = create(container);
        if (!files.isEmpty()) {
            engine.copyInto(id, files);
        }
        start(id, container.name());
    }

    void startIfStopped(EngineContainer container) {
        if (!container.isRunning()) {
            start(container.id(), container.name());
        }
    }

    private String create(ContainerSpecification container) {
        try {
            return Uninterrupted.call(() -> engine.createContainer(container));
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
        return exception.isUnreachable()
                ? EngineFailure.of(exception)
                : Failure.of(FailureKind.FAILED, what)
                        .because(exception.text())
                        .advise(StartAdvice.of(exception.text()))
                        .causedBy(exception);
    }
}
