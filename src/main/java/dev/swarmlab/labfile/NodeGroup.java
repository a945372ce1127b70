package dev.swarmlab.labfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Nodes that are made alike.
 *
 * @param count how many, at least 1
 * @param labels the nodes' swarm labels, in the order of the file
 * @param settings the group's own settings over those of the descriptor's {@code node}
 */
public record NodeGroup(int count, Map<String, String> labels, Availability availability, NodeSettings settings) {

    public NodeGroup {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
