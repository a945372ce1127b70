package dev.swarmlab.dashboard;

import dev.swarmlab.swarm.NodeDaemon;

/** A swarm seen through one of its managers: from inside of it. */
final class ManagerSwarmSource implements SwarmSource {

    private final NodeDaemon manager;

    ManagerSwarmSource(NodeDaemon manager) {
        this.manager = manager;
    }

    @Override
    public SwarmSnapshot look() {
        return SwarmSnapshot.through(manager);
    }

    @Override
    public void follow(Runnable something) {
        manager.follow(something);
    }

    @Override
    public void close() {
        manager.close();
    }
}
