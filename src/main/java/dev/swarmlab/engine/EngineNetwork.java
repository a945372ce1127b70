package dev.swarmlab.engine;

import java.util.List;
import java.util.Map;

/**
 * A network as the engine reports it.
 *
 * @param subnets in CIDR notation, IPv4 and IPv6
 */
public record EngineNetwork(String id, String name, String driver, List<String> subnets, Map<String, String> labels) {}
