package dev.swarmlab.engine;

import dev.swarmlab.parallel.Parallel;
import java.util.ArrayList;
import java.util.List;

/** Everything that stood on an engine at one moment, asked for in one go. */
public record EngineSnapshot(
        List<EngineContainer> containers, List<EngineNetwork> networks, List<EngineVolume> volumes) {

    /** Asks the engine now. */
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
