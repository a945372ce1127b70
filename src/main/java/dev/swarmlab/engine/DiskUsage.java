package dev.swarmlab.engine;

import java.util.Map;

/**
 * The disk space that an engine uses, in bytes.
 *
 * @param images the layers of all images, each counted once
 * @param containers the files that each container has changed, by its id
 * @param volumes the content of each volume, by its name; volumes whose size the engine does not know are missing
 * @param buildCache what builds have left for later builds
 */
public record DiskUsage(long images, Map<String, Long> containers, Map<String, Long> volumes, long buildCache) {

    public long total() {
        return images + sum(containers) + sum(volumes) + buildCache;
    }

    private static long sum(Map<String, Long> sizes) {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }
}
