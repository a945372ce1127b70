package dev.swarmlab.engine;

import dev.swarmlab.engine.EngineContainer.EnginePort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a container that a lab file can change, as the engine reports them.
 *
 * @param image the image's name in the request that created the container
 * @param arguments the arguments of its process
 * @param ports published ports, also of a stopped container
 * @param memoryBytes the limit; null for none
 * @param processors the limit, as in {@code 1.5}; null for none
 */
public record ContainerSettings(
        String image,
        List<String> arguments,
        List<EnginePort> ports,
        List<ContainerMount> mounts,
        @Nullable Long memoryBytes,
        @Nullable Double processors) {

    /** The settings that a container will have. */
    public static ContainerSettings of(ContainerSpecification specification) {
        return new ContainerSettings(
                specification.image(),
                specification.arguments(),
                specification.ports(),
                specification.mounts(),
                specification.memoryBytes(),
                specification.processors());
    }
}
