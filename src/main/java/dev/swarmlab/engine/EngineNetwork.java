package dev.swarmlab.engine;

import java.util.List;
import java.util.Map;

/** A network as the engine shows it. {@code subnets} are in CIDR notation, IPv6 among them. */
public record EngineNetwork(String id, String name, String driver, List<String> subnets, Map<String, String> labels) {}
