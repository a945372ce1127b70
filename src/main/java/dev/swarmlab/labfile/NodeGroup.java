package dev.swarmlab.labfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Nodes of one role with the same settings.
 *
 * @param count the number of nodes, at least 1
 * @param labels the swarm labels of the nodes, in the order of the file
 * @param settings the settings of the group, with those of {@code node} where the group sets none
 */
public record NodeGroup(int count, Map<String, String> labels, Availability availability, NodeSettings settings) {

    public NodeGroup {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
