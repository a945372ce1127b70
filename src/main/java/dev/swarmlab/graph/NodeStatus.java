package dev.swarmlab.graph;

import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.Reachability;
import dev.swarmlab.view.NodeView;

/**
 * The status of a node as it is drawn.
 *
 * @param text for example {@code ready · drain}
 */
record NodeStatus(String text, Level level) {

    /** How well a node works, with the colours of its dot and its text. */
    enum Level {
        READY(Theme.GOOD, Theme.MUTED),
        /** Accepts no tasks, or is a manager that the others can't reach. */
        LIMITED(Theme.WARNING, Theme.WARNING),
        /** Can't run tasks: it is stopped or does not answer. */
        UNAVAILABLE(Theme.BAD, Theme.BAD);

        private final String dotColour;
        private final String textColour;

        Level(String dotColour, String textColour) {
            this.dotColour = dotColour;
            this.textColour = textColour;
        }
    }

    static NodeStatus of(NodeView node) {
        boolean available = node.canRunTasks();
        StringBuilder text = new StringBuilder(available ? node.state().text() : node.status());
        if (!node.availability().isEmpty() && !node.availability().is(NodeAvailability.ACTIVE)) {
            text.append(" · ").append(node.availability());
        }
        if (node.reachability().is(Reachability.UNREACHABLE) && available) {
            text.append(" · unreachable");
        }
        if (!available) {
            return new NodeStatus(text.toString(), Level.UNAVAILABLE);
        }
        boolean ready = text.toString().equals(node.state().text());
        return new NodeStatus(text.toString(), ready ? Level.READY : Level.LIMITED);
    }

    boolean isUnavailable() {
        return level == Level.UNAVAILABLE;
    }

    String dotColour() {
        return level.dotColour;
    }

    String textColour() {
        return level.textColour;
    }
}
