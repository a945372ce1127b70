package dev.swarmlab.engine;

import java.util.Map;

/** A volume as the engine reports it. */
public record EngineVolume(String name, Map<String, String> labels) {}
