package dev.swarmlab.provision.reset;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.swarm.NodeContents;
import dev.swarmlab.swarm.SwarmContents;
import dev.swarmlab.swarm.SwarmMembership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a lab consists of at one time.
 *
 * @param nodes by the names of the planned nodes
 * @param swarm empty when no manager answers
 * @param cache the pull-through cache, running and in the lab's network; empty when it is not
 */
record LabInventory(
        Map<String, NodeInventory> nodes,
        Optional<SwarmContents> swarm,
        RegistryInventory registry,
        Optional<EngineContainer> cache) {

    /**
     * A node.
     *
     * @param container empty when it was removed
     * @param changedFiles the paths in its root filesystem that its user has changed
     * @param hasAuthority whether it keeps the lab's certificate authority
     * @param daemon empty when its daemon does not answer, or its container does not run
     * @param silence why its daemon does not answer; else empty
     */
    record NodeInventory(
            Optional<EngineContainer> container,
            List<String> changedFiles,
            boolean hasAuthority,
            Optional<DaemonInventory> daemon,
            String silence) {}

    /**
     * What a node's daemon holds.
     *
     * @param buildCache the number of entries of the build cache
     */
    record DaemonInventory(
            SwarmMembership membership,
            List<NodeContents.Container> containers,
            List<String> volumes,
            List<NodeContents.Image> images,
            List<NodeContents.Network> networks,
            int buildCache) {}

    /**
     * The lab's registry.
     *
     * @param container empty when it was removed
     * @param images the images in it, as in {@code swarmlab/echo:latest}
     * @param digests the digests of the lab's images in it, by the names that nodes have for them
     * @param pushed the digests with which the engine has pushed the lab's images, by the same names
     */
    record RegistryInventory(
            Optional<EngineContainer> container,
            Set<String> images,
            Map<String, String> digests,
            Map<String, List<String>> pushed) {}
}
