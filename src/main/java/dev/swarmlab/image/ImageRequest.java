package dev.swarmlab.image;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image that the engine must have.
 *
 * @param build the folder that it can be built from, null when there is none
 */
public record ImageRequest(String reference, @Nullable Path build) {}
