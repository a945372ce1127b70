package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.parallel.Parallel;
import java.util.List;
import java.util.stream.Stream;

/** Removes things of labs: the containers at once, and then the networks and volumes that they held. */
final class Removal {

    private final Engine engine;
    private final Parallel parallel;

    Removal(Engine engine, Parallel parallel) {
        this.engine = engine;
        this.parallel = parallel;
    }

    /** Removes all that it can, and only then throws what went wrong first. */
    void remove(List<EngineContainer> containers, List<EngineNetwork> networks, List<EngineVolume> volumes) {
        parallel.allWithEveryFailure(containers.stream()
                .map(container -> (Runnable) () -> engine.removeContainer(container.id()))
                .toList());
        parallel.allWithEveryFailure(Stream.concat(
                        networks.stream().map(network -> (Runnable) () -> engine.removeNetwork(network.id())),
                        volumes.stream().map(volume -> (Runnable) () -> engine.removeVolume(volume.name())))
                .toList());
    }
}
