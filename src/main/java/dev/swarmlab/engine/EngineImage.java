package dev.swarmlab.engine;

import java.util.List;
import java.util.Map;

/**
 * An image as the engine reports it.
 *
 * @param repositoryDigests as in {@code alpine@sha256:…}; may be empty for an image that was built
 * @param entrypoint empty when it has none
 * @param command the arguments of the entrypoint; empty when it has none
 */
public record EngineImage(
        String id,
        List<String> repositoryDigests,
        Map<String, String> labels,
        List<String> entrypoint,
        List<String> command) {

    /** An image without a command. */
    public EngineImage(String id, List<String> repositoryDigests, Map<String, String> labels, List<String> entrypoint) {
        this(id, repositoryDigests, labels, entrypoint, List.of());
    }

    /** Whether a repository knows the image by this digest, as in {@code sha256:…}. True for an empty digest. */
    public boolean hasDigest(String digest) {
        return digest.isEmpty() || repositoryDigests.stream().anyMatch(known -> known.endsWith("@" + digest));
    }
}
