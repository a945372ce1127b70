package dev.swarmlab.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A container in which commands run for a while, without a network. It has the capabilities of an ordinary container,
 * and CAP_SYS_ADMIN, without which the kernel hides the extended attributes of overlay filesystems.
 *
 * @param image an image that the engine has and that contains {@code sleep}; its entrypoint is not run
 * @param lifetime after which the engine removes the container at the latest
 */
public record EphemeralContainer(
        String name, String image, Map<String, String> labels, List<ContainerMount> mounts, Duration lifetime) {}
