package dev.swarmlab.graph;

import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.Reachability;
import dev.swarmlab.view.NodeView;

/**
 * How a node is.
 *
 * @param words as in {@code ready · drain}
 */
record NodeStatus(String words, String colour) {

    static NodeStatus of(NodeView node) {
        boolean away = !node.canRunTasks();
        StringBuilder words =
                new StringBuilder(away ? node.status() : node.state().text());
        if (!node.availability().isEmpty() && !node.availability().is(NodeAvailability.ACTIVE)) {
            words.append(" · ").append(node.availability());
        }
        if (node.reachability().is(Reachability.UNREACHABLE) && !away) {
            words.append(" · unreachable");
        }
        boolean fine = !away && words.toString().equals(node.state().text());
        return new NodeStatus(words.toString(), away ? Theme.BAD : fine ? Theme.GOOD : Theme.DOUBTFUL);
    }

    /** Whether nothing can run there. */
    boolean isAway() {
        return colour.equals(Theme.BAD);
    }
}
