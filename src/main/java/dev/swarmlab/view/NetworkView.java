package dev.swarmlab.view;

/**
 * An overlay network.
 *
 * @param subnet its IPv4 addresses in CIDR notation, empty when the swarm has not chosen them yet
 */
public record NetworkView(String id, String name, String subnet, boolean encrypted, boolean attachable) {}
