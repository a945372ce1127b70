package dev.swarmlab.view;

/**
 * An overlay network.
 *
 * @param subnet the IPv4 subnet in CIDR notation; empty when the swarm has not allocated it yet
 */
public record NetworkView(String id, String name, String subnet, boolean encrypted, boolean attachable) {}
