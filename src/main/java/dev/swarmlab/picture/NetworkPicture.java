package dev.swarmlab.picture;

/**
 * An overlay network.
 *
 * @param subnet its IPv4 addresses in CIDR notation, empty when the swarm has not chosen them yet
 */
public record NetworkPicture(String id, String name, String subnet, boolean encrypted, boolean attachable) {}
