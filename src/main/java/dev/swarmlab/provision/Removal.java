package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.parallel.Parallel;
import java.util.ArrayList;
import java.util.List;

/** Removes what there is of a lab: all containers at once, each with its volume, and then the network that they shared. */
final class Removal {

    private final Engine engine;
    private final Parallel parallel;

    Removal(Engine engine, Parallel parallel) {
        this.engine = engine;
        this.parallel = parallel;
    }

    /** Removes all that it can, and only then throws what went wrong first. */
    void remove(ObservedLab lab) {
        List<EngineVolume> left = new ArrayList<>(lab.volumes());
        List<Runnable> tasks = new ArrayList<>();
        for (EngineContainer container : lab.containers()) {
            List<EngineVolume> own =
                    left.stream().filter(volume -> belongs(volume, container)).toList();
            left.removeAll(own);
            tasks.add(() -> {
                engine.removeContainer(container.id());
                own.forEach(volume -> engine.removeVolume(volume.name()));
            });
        }
        left.forEach(volume -> tasks.add(() -> engine.removeVolume(volume.name())));
        try {
            parallel.allWithEveryFailure(tasks);
        } catch (RuntimeException first) {
            try {
                removeNetworks(lab);
            } catch (RuntimeException further) {
                first.addSuppressed(further);
            }
            throw first;
        }
        removeNetworks(lab);
    }

    private void removeNetworks(ObservedLab lab) {
        parallel.allWithEveryFailure(lab.networks().stream()
                .map(network -> (Runnable) () -> engine.removeNetwork(network.id()))
                .toList());
    }

    private static boolean belongs(EngineVolume volume, EngineContainer container) {
        return container.label(Labels.NODE).equals(volume.labels().get(Labels.NODE));
    }
}
