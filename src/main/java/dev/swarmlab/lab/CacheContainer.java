package dev.swarmlab.lab;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.plan.CachePlan;
import dev.swarmlab.plan.LabNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The container of a lab's pull-through cache, which publishes no port. Its image must work like the official
 * {@code registry} images. Such a registry refuses pushes, so the lab's own registry is another container.
 */
public final class CacheContainer {

    /** The argument that lets the daemon of a node ask the cache for images of Docker Hub. */
    static final String MIRROR = "--registry-mirror=" + CachePlan.NODE_URL;

    private CacheContainer() {}

    /** A digest of the cache's settings in the lab file, from which a later run sees whether they have changed. */
    public static String digest(CachePlan cache, String network) {
        return SpecificationDigest.of(specification(cache, cache.image(), network, Map.of()));
    }

    public static ContainerSpecification specification(
            CachePlan cache, String image, String network, Map<String, String> labels) {
        return builder(cache, image, network, labels).build();
    }

    /**
     * The container for a lab with proxies: its entrypoint reads their variables from a file.
     *
     * @param found the image; the engine ignores its command, since the container has another entrypoint
     */
    public static ContainerSpecification behindProxy(
            CachePlan cache, String image, EngineImage found, String network, Map<String, String> labels) {
        List<String> entrypoint = Stream.concat(
                        Stream.of("/bin/sh", "-c", ". " + OutboundAccess.PROXY_FILE + "; exec \"$@\"", "sh"),
                        found.entrypoint().stream())
                .toList();
        return builder(cache, image, network, labels)
                .entrypoint(entrypoint)
                .arguments(found.command())
                .build();
    }

    private static ContainerSpecification.Builder builder(
            CachePlan cache, String image, String network, Map<String, String> labels) {
        Map<String, String> environment = new HashMap<>(RegistryContainer.ENVIRONMENT);
        environment.put("REGISTRY_PROXY_REMOTEURL", cache.upstream().toString());
        Map<String, String> all = new HashMap<>(labels);
        all.put(Labels.UPSTREAM, cache.upstream().toString());
        return ContainerSpecification.builder()
                .name(cache.container())
                .image(image)
                .hostname(LabNames.CACHE)
                .environment(environment)
                .labels(all)
                .network(network)
                .address(cache.address())
                .aliases(List.of(LabNames.CACHE))
                .kernelSettings(cache.forClass() ? RegistryContainer.NO_FORWARDING : Map.of())
                .mounts(List.of(ContainerMount.volume(cache.volume(), "/var/lib/registry")));
    }
}
