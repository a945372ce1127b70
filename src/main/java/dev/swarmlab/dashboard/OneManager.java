package dev.swarmlab.dashboard;

import dev.swarmlab.swarm.NodeDaemon;

/** A swarm seen through one of its managers: from inside of it. */
final class OneManager implements SwarmSource {

    private final NodeDaemon manager;

    OneManager(NodeDaemon manager) {
        this.manager = manager;
    }

    @Override
    public SwarmLook look() {
        return SwarmLook.through(manager);
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
