package dev.swarmlab.descriptor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image that every node of the lab gets.
 *
 * @param image its reference as the user wrote it
 * @param build a folder with a {@code Dockerfile} or a {@code recipe}, used when the image can be had no other way
 */
public record LabImage(String image, @Nullable Path build) {}
