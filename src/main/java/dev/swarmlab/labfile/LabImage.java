package dev.swarmlab.labfile;

import org.jspecify.annotations.Nullable;

/**
 * An image that every node of the lab has.
 *
 * @param image the reference as the user wrote it
 * @param build the source that it is built from; null if it is taken from the engine or pulled
 */
public record LabImage(String image, @Nullable BuildSource build) {}
