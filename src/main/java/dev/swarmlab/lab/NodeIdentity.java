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
 * Tells which member of the swarm a node of the lab is: the one with the id that the node's own daemon tells. Right after an
 * election the swarm may list a manager under the name of another node, so names alone may hit the wrong one. A node that does
 * not answer is known by its name, unless another node of the lab has that id. Used by several threads at once.
 */
final class NodeIdentity {

    private final LabClient lab;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    NodeIdentity(LabClient lab) {
        this.lab = lab;
    }

    /** Matches the member that a node is. Once its id is known it is kept, for when the container is removed. */
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

    /** Matches every member of that name that is no other node of the lab. */
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
