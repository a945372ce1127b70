package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.BoundedFollowing;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.TaggedReference;
import dev.swarmlab.readiness.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The requests to the daemon of a node about the images of this node. Can be used by several threads at once. Every
 * method may throw {@link EngineException}.
 */
public final class NodeImages {

    private final EngineApi api;

    NodeImages(EngineApi api) {
        this.api = api;
    }

    /**
     * Pulls an image.
     *
     * @param reference without a tag it means {@code latest}
     * @throws EngineException also when the pull fails after it has begun
     * @throws TimeoutException at the deadline
     */
    public void pull(String reference, Deadline deadline) throws TimeoutException {
        List<String> errors = Collections.synchronizedList(new ArrayList<>());
        String path = "/images/create?fromImage=" + NodeDaemon.encode(TaggedReference.of(reference));
        Consumer<JsonNode> take = line -> {
            if (line.has("error")) {
                errors.add(line.path("error").asText());
            }
        };
        BoundedFollowing.post(api, path, Map.of(), take, deadline);
        if (!errors.isEmpty()) {
            throw new EngineException(500, String.join("; ", errors));
        }
    }

    /**
     * The digests, as in {@code sha256:…}, by which this node knows an image; empty when it does not have the image.
     * The classic image store keeps a digest for each manifest, and for each index of several platforms, from which it
     * has pulled the image.
     *
     * @param reference with a tag
     */
    public List<String> digests(String reference) {
        JsonNode image;
        try {
            image = api.get("/images/" + reference + "/json");
        } catch (EngineException exception) {
            if (exception.isNotFound()) {
                return List.of();
            }
            throw exception;
        }
        String prefix = reference.substring(0, reference.lastIndexOf(':')) + "@";
        List<String> digests = new ArrayList<>();
        image.path("RepoDigests").forEach(digest -> {
            if (digest.asText().startsWith(prefix)) {
                digests.add(digest.asText().substring(prefix.length()));
            }
        });
        return digests;
    }

    /** The digest of an image, which the daemon asks its registry for; empty when the registry has no such image. */
    public Optional<String> registryDigest(String reference) {
        try {
            return Optional.of(api.get("/distribution/" + reference + "/json")
                            .path("Descriptor")
                            .path("digest")
                            .asText(""))
                    .filter(digest -> !digest.isEmpty());
        } catch (EngineException exception) {
            if (exception.isUnreachable()) {
                throw exception;
            }
            return Optional.empty(); // daemons report a missing manifest with different statuses
        }
    }

    /** The references of all tagged images. */
    public List<String> references() {
        List<String> references = new ArrayList<>();
        api.get("/images/json").forEach(image -> image.path("RepoTags").forEach(tag -> references.add(tag.asText())));
        return references;
    }
}
