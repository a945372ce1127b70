package dev.swarmlab.plan;

import dev.swarmlab.labfile.LabImage;

/**
 * An image on its way to every node.
 *
 * @param source what the descriptor says
 * @param path its name in the lab's registry, as in {@code swarmlab/echo:latest}
 */
public record ImagePlan(LabImage source, String path) {

    /** Its name when the outer engine pushes it, as in {@code localhost:5000/swarmlab/echo:latest}. */
    public String pushReference(RegistryPlan registry) {
        return registry.hostAddress() + "/" + path;
    }

    /** Its name on every node, as in {@code registry:5000/swarmlab/echo:latest}. */
    public String nodeReference() {
        return RegistryPlan.NODE_ADDRESS + "/" + path;
    }
}
