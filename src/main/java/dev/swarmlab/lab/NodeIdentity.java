package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.swarm.SwarmNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells which member of the swarm a node of the lab is: the member with the id that the node's own daemon reports.
 * Right after an election, the swarm may list a manager under the name of another node, so names alone are not enough.
 * A node that does not answer is identified by its name, except when another node of the lab has the member's id. Safe
 * for use by several threads.
 */
final class NodeIdentity {

    private final LabClient lab;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    NodeIdentity(LabClient lab) {
        this.lab = lab;
    }

    /** Matches the member that is this node. Its id is kept, for use after the node's container was removed. */
    Predicate<SwarmNode> of(EngineContainer node) {
        String name = LabClient.nameOf(node);
        String id = ids.getOrDefault(name, "");
        String known = id.isEmpty() ? id(node) : id;
        if (known.isEmpty()) {
            return named(name);
        }
        ids.put(name, known);
        return member -> member.id().equals(known);
    }

    /** Matches every member of this name that is not another node of the lab. */
    Predicate<SwarmNode> named(String name) {
        Set<String> others = lab.nodes().stream()
                .filter(node -> !LabClient.nameOf(node).equals(name))
                .map(this::id)
                .collect(Collectors.toSet());
        return member -> member.hostname().equals(name) && !others.contains(member.id());
    }

    private String id(EngineContainer node) {
        if (!node.isRunning()) {
            return "";
        }
        try {
            return lab.daemon(node).membership().nodeId();
        } catch (EngineException silent) {
            return "";
        }
    }
}
