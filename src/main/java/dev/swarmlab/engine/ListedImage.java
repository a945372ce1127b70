package dev.swarmlab.engine;

import java.util.List;
import java.util.Map;

/**
 * An image in the list of an engine's images.
 *
 * @param references its names with tags, as in {@code swarmlab/echo:latest}; empty when another image got its last name
 * @param digests its names with digests, as in {@code localhost:5000/swarmlab/echo@sha256:…}, from pushes and pulls
 * @param bytes its size, with what it shares with other images
 */
public record ListedImage(
        String id, List<String> references, List<String> digests, Map<String, String> labels, long bytes) {}
