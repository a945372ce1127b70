package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Removes what there is of a lab: all containers at once, each followed by its volume; and as soon as the last of them
 * has gone, the network that they shared.
 */
final class Removal {

    private final Engine engine;
    private final Parallel parallel;

    Removal(Engine engine, Parallel parallel) {
        this.engine = engine;
        this.parallel = parallel;
    }

    /** Removes all that it can, and only then throws what went wrong first. */
    void remove(LabResources lab) {
        List<EngineVolume> left = new ArrayList<>(lab.volumes());
        CountDownLatch connected = new CountDownLatch(lab.containers().size());
        List<Runnable> tasks = new ArrayList<>();
        for (EngineContainer container : lab.containers()) {
            List<EngineVolume> own =
                    left.stream().filter(volume -> belongs(volume, container)).toList();
            left.removeAll(own);
            tasks.add(() -> {
                try {
                    engine.removeContainer(container.id());
                } finally {
                    connected.countDown();
                }
                own.forEach(volume -> engine.removeVolume(volume.name()));
            });
        }
        left.forEach(volume -> tasks.add(() -> engine.removeVolume(volume.name())));
        lab.networks()
                .forEach(network -> tasks.add(() -> {
                    await(connected);
                    engine.removeNetwork(network.id());
                }));
        parallel.allWithEveryFailure(tasks);
    }

    /** Should this be interrupted, then the engine refuses to remove a network that is still used. */
    private static void await(CountDownLatch connected) {
        try {
            connected.await();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean belongs(EngineVolume volume, EngineContainer container) {
        return container.label(Labels.NODE).equals(volume.labels().get(Labels.NODE));
    }
}
