package dev.swarmlab.labfile;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an image is built from.
 *
 * @param folder an absolute path; contains a {@code Dockerfile} or a {@code recipe}
 * @param arguments build arguments of the Dockerfile, or environment variables of the recipe
 */
public record BuildSource(Path folder, Map<String, String> arguments) {

    public BuildSource {
        arguments = Map.copyOf(arguments);
    }

    /** A folder without build arguments. */
    public static BuildSource of(Path folder) {
        return new BuildSource(folder, Map.of());
    }
}
