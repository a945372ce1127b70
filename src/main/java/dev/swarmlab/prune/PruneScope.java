package dev.swarmlab.prune;

import java.util.Set;

/**
 * What to remove.
 *
 * @param expired labs that have expired
 * @param leftovers what commands that were killed have left
 * @param images images that swarmlab built and no lab uses
 * @param fallbackImages also the node and registry images, which every lab may need again
 * @param names only labs and images with these names; empty for all
 */
public record PruneScope(
        boolean expired, boolean leftovers, boolean images, boolean fallbackImages, Set<String> names) {

    /** Everything but the node and registry images. */
    public static final PruneScope DEFAULT = new PruneScope(true, true, true, false, Set.of());

    boolean includes(String name) {
        return names.isEmpty() || names.contains(name);
    }
}
