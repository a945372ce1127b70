package dev.swarmlab.plan;

import dev.swarmlab.descriptor.LabImage;

/**
 * An image on its way to every node.
 *
 * @param source what the descriptor says
 * @param pushReference its name when the outer engine pushes it, as in {@code localhost:5000/swarmlab/echo:latest}
 * @param nodeReference its name on every node, as in {@code registry:5000/swarmlab/echo:latest}
 */
public record ImagePlan(LabImage source, String pushReference, String nodeReference) {}
