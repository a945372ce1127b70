package dev.swarmlab.dashboard;

import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNetwork;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;

/** What a manager answered to one poll. */
record SwarmSnapshot(SwarmView view, List<SwarmNetwork> networks) {

    static final SwarmSnapshot EMPTY = new SwarmSnapshot(new SwarmView(List.of(), List.of(), List.of()), List.of());

    static SwarmSnapshot of(NodeDaemon manager) {
        return new SwarmSnapshot(manager.view(), manager.networks());
    }
}
