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
 * Removes the resources of a lab with its snapshots: all containers at the same time, the volume of each after its
 * container, and the network after the last container.
 */
public final class Removal {

    private final Engine engine;
    private final Parallel parallel;

    public Removal(Engine engine, Parallel parallel) {
        this.engine = engine;
        this.parallel = parallel;
    }

    /** Removes as much as possible, and then throws the first failure. */
    public void remove(LabResources lab) {
        List<EngineVolume> otherVolumes = new ArrayList<>(lab.volumes());
        CountDownLatch connected = new CountDownLatch(lab.containers().size());
        // A volume can't be removed while a container copies it.
        lab.snapshots().copies().forEach(copy -> engine.removeContainer(copy.id()));
        List<Runnable> tasks = new ArrayList<>();
        lab.snapshots().volumes().forEach(volume -> tasks.add(() -> engine.removeVolume(volume.name())));
        for (EngineContainer container : lab.containers()) {
            List<EngineVolume> own = otherVolumes.stream()
                    .filter(volume -> belongs(volume, container))
                    .toList();
            otherVolumes.removeAll(own);
            tasks.add(() -> {
                try {
                    engine.removeContainer(container.id());
                } finally {
                    connected.countDown();
                }
                own.forEach(volume -> engine.removeVolume(volume.name()));
            });
        }
        otherVolumes.forEach(volume -> tasks.add(() -> engine.removeVolume(volume.name())));
        lab.networks()
                .forEach(network -> tasks.add(() -> {
                    await(connected);
                    lab.ofClass().forEach(container -> engine.disconnect(network.id(), container.id()));
                    engine.removeNetwork(network.id());
                }));
        parallel.allWithEveryFailure(tasks);
    }

    /** Returns early when the thread is interrupted. The engine then refuses to remove a network that is in use. */
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
