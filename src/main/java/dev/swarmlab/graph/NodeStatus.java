package dev.swarmlab.graph;

import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.Reachability;
import dev.swarmlab.view.NodeView;

/**
 * The status of a node as it is drawn.
 *
 * @param text for example {@code ready · drain}
 * @param colour a CSS colour
 */
record NodeStatus(String text, String colour) {

    static NodeStatus of(NodeView node) {
        boolean unavailable = !node.canRunTasks();
        StringBuilder text =
                new StringBuilder(unavailable ? node.status() : node.state().text());
        if (!node.availability().isEmpty() && !node.availability().is(NodeAvailability.ACTIVE)) {
            text.append(" · ").append(node.availability());
        }
        if (node.reachability().is(Reachability.UNREACHABLE) && !unavailable) {
            text.append(" · unreachable");
        }
        boolean ready = !unavailable && text.toString().equals(node.state().text());
        return new NodeStatus(text.toString(), unavailable ? Theme.BAD : ready ? Theme.GOOD : Theme.WARNING);
    }

    /** Whether the node can't run tasks: it is stopped or does not answer. */
    boolean isUnavailable() {
        return colour.equals(Theme.BAD);
    }
}
