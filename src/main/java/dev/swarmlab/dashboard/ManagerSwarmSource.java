package dev.swarmlab.dashboard;

import dev.swarmlab.swarm.NodeDaemon;

/** Reads a swarm through the daemon of one manager. */
final class ManagerSwarmSource implements SwarmSource {

    private final NodeDaemon manager;

    ManagerSwarmSource(NodeDaemon manager) {
        this.manager = manager;
    }

    @Override
    public SwarmSnapshot poll() {
        return SwarmSnapshot.of(manager);
    }

    @Override
    public void followEvents(Runnable onEvent) {
        manager.follow(onEvent);
    }

    @Override
    public void close() {
        manager.close();
    }
}
