package dev.swarmlab.labfile;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an image is built from.
 *
 * @param folder holds a {@code Dockerfile} or a {@code recipe}
 * @param arguments a Dockerfile's build arguments, a recipe's environment variables
 */
public record BuildSource(Path folder, Map<String, String> arguments) {

    public BuildSource {
        arguments = Map.copyOf(arguments);
    }

    public static BuildSource of(Path folder) {
        return new BuildSource(folder, Map.of());
    }
}
