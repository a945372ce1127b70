package dev.swarmlab.engine;

import java.util.List;
import java.util.Map;

/**
 * An image as the engine shows it.
 *
 * @param repositoryDigests of the form {@code name@sha256:…}
 * @param entrypoint empty where it has none
 */
public record EngineImage(
        String id, List<String> repositoryDigests, Map<String, String> labels, List<String> entrypoint) {}
