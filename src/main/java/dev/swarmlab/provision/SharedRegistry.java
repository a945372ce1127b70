package dev.swarmlab.provision;

import dev.swarmlab.plan.LabPlan;
import java.util.Map;

/**
 * The registry of a class, which holds the images of all its labs.
 *
 * @param className the name of the class
 * @param hostPort its port on the host's loopback address
 * @param digests the digests of the images in it, by the images' names on the nodes
 */
public record SharedRegistry(String className, int hostPort, Map<String, String> digests) {

    public SharedRegistry {
        digests = Map.copyOf(digests);
    }

    /** The plan of a lab that uses this registry. */
    LabPlan in(LabPlan plan) {
        return plan.withRegistryOf(className, hostPort);
    }
}
