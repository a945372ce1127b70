package dev.swarmlab.labfile;

import org.jspecify.annotations.Nullable;

/**
 * An image that every node of the lab gets.
 *
 * @param image its reference as the user wrote it
 * @param build what it is built from; null when it can only be had, not made
 */
public record LabImage(String image, @Nullable BuildSource build) {}
