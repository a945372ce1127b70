package dev.swarmlab.engine;

import dev.swarmlab.parallel.Parallel;
import java.util.ArrayList;
import java.util.List;

/** The containers, networks and volumes of an engine at one moment. */
public record EngineSnapshot(
        List<EngineContainer> containers, List<EngineNetwork> networks, List<EngineVolume> volumes) {

    /** Asks the engine, for all three at the same time. */
    public static EngineSnapshot of(Engine engine, Parallel parallel) {
        List<EngineContainer> containers = new ArrayList<>();
        List<EngineNetwork> networks = new ArrayList<>();
        List<EngineVolume> volumes = new ArrayList<>();
        parallel.allOrFirstFailure(List.of(
                () -> containers.addAll(engine.containers()),
                () -> networks.addAll(engine.networks()),
                () -> volumes.addAll(engine.volumes())));
        return new EngineSnapshot(List.copyOf(containers), List.copyOf(networks), List.copyOf(volumes));
    }
}
