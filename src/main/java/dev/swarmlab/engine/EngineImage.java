package dev.swarmlab.engine;

import java.util.List;
import java.util.Map;

/** An image as the engine shows it. {@code repositoryDigests} are of the form {@code name@sha256:…}. */
public record EngineImage(String id, List<String> repositoryDigests, Map<String, String> labels) {}
