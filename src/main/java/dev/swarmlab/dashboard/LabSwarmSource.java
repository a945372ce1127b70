package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Reads a lab's swarm through the first node that answers. A manager that has lost its leader may take long to answer,
 * while another would answer at once. So a poll that starts while others are pending asks the next node first.
 */
final class LabSwarmSource implements SwarmSource {

    private final LabClient lab;
    private final Supplier<List<EngineContainer>> nodes;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile String lastAnswered = "";

    /** @param nodes the current containers of the lab's nodes, managers first */
    LabSwarmSource(LabClient lab, Supplier<List<EngineContainer>> nodes) {
        this.lab = lab;
        this.nodes = nodes;
    }

    @Override
    public SwarmSnapshot poll() {
        int alreadyPending = pending.getAndIncrement();
        try {
            return lab.askFirstOf(runningNodes(alreadyPending), (node, daemon) -> {
                SwarmSnapshot snapshot = SwarmSnapshot.of(daemon);
                lastAnswered = LabClient.nameOf(node);
                return snapshot;
            });
        } finally {
            pending.decrementAndGet();
        }
    }

    @Override
    public void followEvents(Runnable onEvent) {
        lab.askFirstOf(runningNodes(0), (node, daemon) -> {
            daemon.follow(onEvent);
            return node;
        });
    }

    /**
     * The node that answered last comes first. Workers come last: they may have been promoted.
     *
     * @param rotation how many nodes at the beginning move to the end
     */
    private List<EngineContainer> runningNodes(int rotation) {
        List<EngineContainer> running = new ArrayList<>(
                nodes.get().stream().filter(EngineContainer::isRunning).toList());
        for (int index = 1; index < running.size(); index++) {
            if (LabClient.nameOf(running.get(index)).equals(lastAnswered)) {
                running.add(0, running.remove(index));
            }
        }
        Collections.rotate(running, -rotation);
        return running;
    }

    @Override
    public void close() {
        lab.close();
    }
}
