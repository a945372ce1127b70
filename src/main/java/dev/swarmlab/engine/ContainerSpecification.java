package dev.swarmlab.engine;

import dev.swarmlab.engine.EngineContainer.EnginePort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container to be made.
 *
 * @param entrypoint in place of the image's own; empty for that one
 * @param arguments what follows the image's entrypoint; empty for the image's own
 * @param network the one network that it joins
 * @param address its static IPv4 address there
 * @param aliases further names that the network's DNS gives it
 * @param temporaryFolders kept in memory, and empty whenever the container starts
 * @param memoryBytes null for no limit
 * @param processors null for no limit
 */
public record ContainerSpecification(
        String name,
        String image,
        String hostname,
        boolean privileged,
        List<String> entrypoint,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, String> labels,
        String network,
        String address,
        List<String> aliases,
        List<EnginePort> ports,
        List<ContainerMount> mounts,
        List<String> temporaryFolders,
        @Nullable Long memoryBytes,
        @Nullable Double processors) {}
