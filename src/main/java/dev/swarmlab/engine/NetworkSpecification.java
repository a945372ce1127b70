package dev.swarmlab.engine;

import java.util.Map;

/**
 * A bridge network to create.
 *
 * @param subnet IPv4, in CIDR notation
 * @param gateway an address of the subnet
 */
public record NetworkSpecification(String name, String subnet, String gateway, Map<String, String> labels) {}
