package dev.swarmlab.provision.reset;

import dev.swarmlab.provision.reset.LabInventory.RegistryInventory;
import dev.swarmlab.swarm.SwarmMembership;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code reset} has restored so far, which its next comparison can't find out, and what it has found, which the
 * next comparison need not ask again: a round that restores contents changes neither the nodes' files nor their
 * membership in the swarm.
 *
 * @param pushed the digests of the images that were pushed, by the names that nodes have for them
 * @param hasFreshVolumes whether the services with volumes were recreated: Docker does not tell whether the data in a
 *     volume has changed
 * @param members the memberships of the nodes without a difference, by the ids of their containers
 * @param registry what the registry has, unless an image was restored
 */
public record Restored(
        Map<String, String> pushed,
        boolean hasFreshVolumes,
        Map<String, SwarmMembership> members,
        Optional<RegistryInventory> registry) {

    public static final Restored NOTHING = new Restored(Map.of(), false, Map.of(), Optional.empty());

    /** The same after images were pushed. */
    Restored withPushed(Map<String, String> digests) {
        return new Restored(digests, hasFreshVolumes, members, Optional.empty());
    }

    /** The same after the services with volumes were recreated. */
    Restored withFreshVolumes() {
        return new Restored(pushed, true, members, registry);
    }

    /** The same with what a comparison has found, which has no differences of nodes. */
    Restored with(Map<String, SwarmMembership> found, RegistryInventory registryFound) {
        return new Restored(pushed, hasFreshVolumes, found, Optional.of(registryFound));
    }

    /** The same for a comparison that asks everything, as after nodes were restored. */
    public Restored withoutFindings() {
        return new Restored(pushed, hasFreshVolumes, Map.of(), Optional.empty());
    }
}
