package dev.swarmlab.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests to the daemon of a node about what it holds: containers, volumes, images, networks and build cache. Can
 * be used by several threads at once. Every method may throw {@link EngineException}.
 */
public final class NodeContents {

    /** The networks that every daemon has, or that it creates when it joins a swarm. */
    private static final Set<String> STANDARD_NETWORKS = Set.of("bridge", "host", "none", "docker_gwbridge");

    private static final String NO_TAG = "<none>:<none>";

    /**
     * A container, running or not.
     *
     * @param service the id of the service of its task; empty when it belongs to no task
     * @param volumes the names of the volumes that it mounts
     */
    public record Container(String id, String name, String imageId, String service, Set<String> volumes) {}

    /**
     * An image.
     *
     * @param tags as in {@code registry:5000/swarmlab/echo:latest}; empty when it has none
     * @param digests as in {@code registry:5000/swarmlab/echo@sha256:…}
     */
    public record Image(String id, Set<String> tags, Set<String> digests) {}

    /** A network that only this node has. */
    public record Network(String id, String name) {}

    private final EngineApi api;

    NodeContents(EngineApi api) {
        this.api = api;
    }

    public List<Container> containers() {
        List<Container> containers = new ArrayList<>();
        for (JsonNode container : api.get("/containers/json?all=true")) {
            Set<String> volumes = new HashSet<>();
            container.path("Mounts").forEach(mount -> {
                if (mount.path("Type").asText().equals("volume")) {
                    volumes.add(mount.path("Name").asText());
                }
            });
            containers.add(new Container(
                    container.path("Id").asText(),
                    container.path("Names").path(0).asText("").replaceFirst("^/", ""),
                    container.path("ImageID").asText(),
                    container.path("Labels").path("com.docker.swarm.service.id").asText(""),
                    Set.copyOf(volumes)));
        }
        return containers;
    }

    /** The names of all volumes. */
    public List<String> volumes() {
        List<String> volumes = new ArrayList<>();
        api.get("/volumes")
                .path("Volumes")
                .forEach(volume -> volumes.add(volume.path("Name").asText()));
        return volumes;
    }

    /** All images except those that are only parts of other images. */
    public List<Image> images() {
        List<Image> images = new ArrayList<>();
        for (JsonNode image : api.get("/images/json")) {
            Set<String> tags = new HashSet<>();
            image.path("RepoTags").forEach(tag -> tags.add(tag.asText()));
            tags.remove(NO_TAG);
            Set<String> digests = new HashSet<>();
            image.path("RepoDigests").forEach(digest -> digests.add(digest.asText()));
            images.add(new Image(image.path("Id").asText(), Set.copyOf(tags), Set.copyOf(digests)));
        }
        return images;
    }

    /** The networks of this node alone, without those that Docker itself creates. */
    public List<Network> networks() {
        List<Network> networks = new ArrayList<>();
        for (JsonNode network : api.get("/networks")) {
            String name = network.path("Name").asText();
            if (network.path("Scope").asText().equals("local") && !STANDARD_NETWORKS.contains(name)) {
                networks.add(new Network(network.path("Id").asText(), name));
            }
        }
        return networks;
    }

    /** The number of entries of the build cache. */
    public int buildCache() {
        JsonNode usage = api.get("/system/df?type=build-cache");
        return Math.max(
                usage.path("BuildCache").size(),
                usage.path("BuildCacheUsage").path("TotalCount").asInt());
    }

    /** Removes a container, running or not, with its anonymous volumes. It is no error when it does not exist. */
    public void removeContainer(String id) {
        removeIfPresent("/containers/" + id + "?force=true&v=true");
    }

    public void removeVolume(String name) {
        removeIfPresent("/volumes/" + NodeDaemon.encode(name) + "?force=true");
    }

    /** @param reference a tag, which alone is removed while the image has others, or the id of an image */
    public void removeImage(String reference) {
        removeIfPresent("/images/" + reference + "?force=true");
    }

    public void removeNetwork(String id) {
        removeIfPresent("/networks/" + id);
    }

    public void removeBuildCache() {
        api.post("/build/prune?all=true", null);
    }

    private void removeIfPresent(String path) {
        try {
            api.delete(path);
        } catch (EngineException exception) {
            if (!exception.isNotFound()) {
                throw exception;
            }
        }
    }
}
