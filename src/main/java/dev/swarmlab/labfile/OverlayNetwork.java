package dev.swarmlab.labfile;

import org.jspecify.annotations.Nullable;

/**
 * An overlay network that spans the lab's nodes.
 *
 * @param encrypted whether what its containers say to each other is encrypted between nodes
 * @param subnet IPv4 addresses in CIDR notation; null lets the swarm choose
 * @param attachable whether containers outside of services may join
 */
public record OverlayNetwork(
        String name, boolean encrypted, @Nullable String subnet, boolean attachable) {}
