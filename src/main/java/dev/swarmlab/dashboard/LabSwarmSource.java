package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A lab's swarm, seen through whichever node answers. One that has lost its leader may be silent for long, while another
 * would answer: so a question that is asked while others wait goes to the next node first.
 */
final class LabSwarmSource implements SwarmSource {

    private final LabClient lab;
    private final Supplier<List<EngineContainer>> nodes;
    private final AtomicInteger asking = new AtomicInteger();
    private volatile String answeredLast = "";

    /** @param nodes the containers of its nodes as they are now, managers first */
    LabSwarmSource(LabClient lab, Supplier<List<EngineContainer>> nodes) {
        this.lab = lab;
        this.nodes = nodes;
    }

    @Override
    public SwarmSnapshot look() {
        int others = asking.getAndIncrement();
        try {
            return lab.askFirstOf(inTurn(others), (node, daemon) -> {
                SwarmSnapshot look = SwarmSnapshot.through(daemon);
                answeredLast = LabClient.nameOf(node);
                return look;
            });
        } finally {
            asking.decrementAndGet();
        }
    }

    @Override
    public void follow(Runnable something) {
        lab.askFirstOf(inTurn(0), (node, daemon) -> {
            daemon.follow(something);
            return node;
        });
    }

    /** The one that answered last comes first. Workers come last: they may have been promoted. */
    private List<EngineContainer> inTurn(int skipped) {
        List<EngineContainer> running = new ArrayList<>(
                nodes.get().stream().filter(EngineContainer::isRunning).toList());
        for (int index = 1; index < running.size(); index++) {
            if (LabClient.nameOf(running.get(index)).equals(answeredLast)) {
                running.add(0, running.remove(index));
            }
        }
        Collections.rotate(running, -skipped);
        return running;
    }

    @Override
    public void close() {
        lab.close();
    }
}
