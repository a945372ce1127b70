package dev.swarmlab.provision.reset;

import java.util.Map;

/**
 * What a {@code reset} has restored so far, and what a comparison could therefore not find out.
 *
 * @param pushed the digests of the images that were pushed, by the names that nodes have for them
 * @param hasFreshVolumes whether the services with volumes were recreated: Docker does not tell whether the data in a
 *     volume has changed
 */
public record Restored(Map<String, String> pushed, boolean hasFreshVolumes) {

    public static final Restored NOTHING = new Restored(Map.of(), false);
}
