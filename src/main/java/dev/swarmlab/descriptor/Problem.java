package dev.swarmlab.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a descriptor.
 *
 * @param file the file as the user named it
 * @param line the first is 1; 0 when the file as a whole is meant
 * @param column the first is 1, counted in characters
 * @param advice what to write instead
 * @param sourceLine the line as it stands in the file; null when there is none to show
 */
public record Problem(
        String file,
        int line,
        int column,
        String message,
        String advice,
        @Nullable String sourceLine) {}
