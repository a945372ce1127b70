package dev.swarmlab.provision;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.plan.LabPlan;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registry of a class, which holds the images of all its labs.
 *
 * @param className the name of the class
 * @param hostPort its port on the host's loopback address
 * @param digests the digests of the images in it, by the images' names on the nodes; null if the images of the lab are
 *     still to be pushed
 */
public record SharedRegistry(
        String className, int hostPort, @Nullable Map<String, String> digests) {

    /** The registry that an existing lab of a class uses; empty for other labs. */
    static Optional<SharedRegistry> of(LabResources lab) {
        return lab.classRegistry().flatMap(SharedRegistry::of);
    }

    private static Optional<SharedRegistry> of(EngineContainer registry) {
        String port = registry.label(Labels.PORT);
        return port.matches("\\d{1,5}")
                ? Optional.of(new SharedRegistry(registry.label(Labels.LAB), Integer.parseInt(port), null))
                : Optional.empty();
    }

    /** The plan of a lab that uses this registry. */
    LabPlan in(LabPlan plan) {
        return plan.withRegistryOf(className, hostPort);
    }
}
