package dev.swarmlab.dashboard;

import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNetwork;
import dev.swarmlab.swarm.SwarmView;
import java.util.List;

/** What a manager answered to one round of questions. */
record SwarmLook(SwarmView view, List<SwarmNetwork> networks) {

    static SwarmLook through(NodeDaemon manager) {
        return new SwarmLook(manager.view(), manager.networks());
    }
}
