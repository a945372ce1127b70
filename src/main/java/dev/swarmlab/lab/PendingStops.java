package dev.swarmlab.lab;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.parallel.Parallel;
import java.util.List;

/**
 * Stops that the engine still carries out for a command that was killed. Such a container is shown as running until it
 * has stopped, so the next command would take the lab for complete.
 */
final class PendingStops {

    /** The commands that stop containers and keep them. Others, as of {@code down}, are removed at once. */
    private static final List<String> STOPPING = List.of(
            "swarmlab stop ", "swarmlab reset ", "swarmlab snapshot ", "swarmlab node stop ", "swarmlab node restart ");

    private PendingStops() {}

    static boolean arePossibleAfter(LockClaim killed) {
        return STOPPING.stream().anyMatch((killed.command() + " ")::startsWith);
    }

    /** Stops all containers of the lab. The engine answers when a container has stopped, whoever asked for it first. */
    static void complete(Engine engine, String lab) {
        Parallel parallel = new Parallel(false);
        LabResources resources = LabResources.in(EngineSnapshot.of(engine, parallel), lab);
        EnsureContainer containers = new EnsureContainer(engine);
        parallel.allWithEveryFailure(resources.containers().stream()
                .map(container -> (Runnable) () -> stop(containers, container))
                .toList());
    }

    private static void stop(EnsureContainer containers, EngineContainer container) {
        try {
            containers.stopIfRunning(container);
        } catch (EngineException exception) {
            if (!exception.isNotFound()) {
                throw exception;
            }
        }
    }
}
