package dev.swarmlab.labfile;

import org.jspecify.annotations.Nullable;

/**
 * An overlay network of the swarm.
 *
 * @param encrypted whether the traffic between nodes is encrypted
 * @param subnet IPv4 addresses in CIDR notation; null if the swarm chooses them
 * @param attachable whether containers that belong to no service can join
 */
public record OverlayNetwork(
        String name, boolean encrypted, @Nullable String subnet, boolean attachable) {}
