package dev.swarmlab.image;

import dev.swarmlab.labfile.BuildSource;
import org.jspecify.annotations.Nullable;

/**
 * An image that the engine must have.
 *
 * @param build what it can be built from, null when there is nothing
 */
public record ImageRequest(String reference, @Nullable BuildSource build) {}
