package dev.swarmlab.dashboard;

import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNetwork;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;

/** What a manager answered to one round of questions. */
record SwarmSnapshot(SwarmView view, List<SwarmNetwork> networks) {

    static SwarmSnapshot through(NodeDaemon manager) {
        return new SwarmSnapshot(manager.view(), manager.networks());
    }
}
