package dev.swarmlab.engine;

import java.util.Map;

/** A bridge network to be made. {@code subnet} is in CIDR notation. */
public record NetworkSpecification(String name, String subnet, String gateway, Map<String, String> labels) {}
