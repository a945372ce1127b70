package dev.swarmlab.plan;

import dev.swarmlab.labfile.LabImage;

/**
 * An image that is pushed to the lab's registry and pulled by every node.
 *
 * @param source the image as the lab file names it
 * @param path its name in the lab's registry, as in {@code swarmlab/echo:latest}
 */
public record ImagePlan(LabImage source, String path) {

    /** The name under which the outer engine pushes it, as in {@code localhost:5000/swarmlab/echo:latest}. */
    public String pushReference(RegistryPlan registry) {
        return registry.hostAddress() + "/" + path;
    }

    /** The name under which the nodes pull it, as in {@code registry:5000/swarmlab/echo:latest}. */
    public String nodeReference() {
        return RegistryPlan.NODE_ADDRESS + "/" + path;
    }
}
