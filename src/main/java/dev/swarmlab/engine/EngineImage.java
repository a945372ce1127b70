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
        String id, List<String> repositoryDigests, Map<String, String> labels, List<String> entrypoint) {

    /** Whether a registry knows the image by this digest, as in {@code sha256:…}. Every image has the empty one. */
    public boolean hasDigest(String digest) {
        return digest.isEmpty() || repositoryDigests.stream().anyMatch(known -> known.endsWith("@" + digest));
    }
}
