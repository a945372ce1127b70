package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.provision.OpenLab;
import dev.swarmlab.swarm.NodeDaemon;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A lab's swarm, seen through whichever node answers. One that has lost its leader may be silent for long, while another
 * would answer: so a question that is asked while others wait goes to the next node first.
 */
final class LabManagers implements SwarmSource {

    private final OpenLab lab;
    private final Supplier<List<EngineContainer>> nodes;
    private final AtomicInteger asking = new AtomicInteger();
    private volatile String answeredLast = "";

    /** @param nodes the containers of its nodes as they are now, managers first */
    LabManagers(OpenLab lab, Supplier<List<EngineContainer>> nodes) {
        this.lab = lab;
        this.nodes = nodes;
    }

    @Override
    public SwarmLook look() {
        int others = asking.getAndIncrement();
        try {
            return ask(SwarmLook::through, others);
        } finally {
            asking.decrementAndGet();
        }
    }

    @Override
    public void follow(Runnable something) {
        ask(
                manager -> {
                    manager.follow(something);
                    return manager;
                },
                0);
    }

    private <T> T ask(Function<NodeDaemon, T> question, int skipped) {
        List<String> reasons = new ArrayList<>();
        for (EngineContainer node : inTurn(skipped)) {
            try {
                T answer = question.apply(lab.daemon(node));
                answeredLast = OpenLab.nameOf(node);
                return answer;
            } catch (EngineException exception) {
                if (OpenLab.isManager(node)) {
                    reasons.add(OpenLab.nameOf(node) + ": " + exception.text());
                }
            }
        }
        throw Failure.of(FailureKind.FAILED, "no manager answers")
                .because(reasons.isEmpty() ? "none runs" : String.join("; ", reasons));
    }

    /** The one that answered last comes first. Workers come last: they may have been promoted. */
    private List<EngineContainer> inTurn(int skipped) {
        List<EngineContainer> running = new ArrayList<>(
                nodes.get().stream().filter(EngineContainer::isRunning).toList());
        for (int index = 1; index < running.size(); index++) {
            if (OpenLab.nameOf(running.get(index)).equals(answeredLast)) {
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
