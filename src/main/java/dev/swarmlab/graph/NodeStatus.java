package dev.swarmlab.graph;

import dev.swarmlab.view.NodeView;
import java.util.Set;

/**
 * How a node is.
 *
 * @param words as in {@code ready · drain}
 */
record NodeStatus(String words, String colour) {

    private static final Set<String> PRESENT = Set.of("ready", "pause", "drain");

    static NodeStatus of(NodeView node) {
        boolean away = !PRESENT.contains(node.status());
        StringBuilder words = new StringBuilder(away ? node.status() : node.state());
        if (!node.availability().isEmpty() && !node.availability().equals("active")) {
            words.append(" · ").append(node.availability());
        }
        if (node.reachability().equals("unreachable") && !away) {
            words.append(" · unreachable");
        }
        boolean fine = words.toString().equals("ready");
        return new NodeStatus(words.toString(), away ? Theme.BAD : fine ? Theme.GOOD : Theme.DOUBTFUL);
    }

    /** Whether nothing can run there. */
    boolean isAway() {
        return colour.equals(Theme.BAD);
    }
}
