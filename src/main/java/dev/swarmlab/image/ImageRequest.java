package dev.swarmlab.image;

import dev.swarmlab.labfile.BuildSource;
import org.jspecify.annotations.Nullable;

/**
 * An image that a lab needs.
 *
 * @param build what to build it from; null when it is pulled
 */
public record ImageRequest(String reference, @Nullable BuildSource build) {}
