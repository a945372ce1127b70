package dev.swarmlab.engine;

/**
 * The version of an engine and of its API.
 *
 * @param version as in {@code 29.1.0}
 * @param apiVersion the newest version of the Docker Engine API that the engine speaks, as in {@code 1.52}
 */
public record EngineVersion(String version, String apiVersion) {}
