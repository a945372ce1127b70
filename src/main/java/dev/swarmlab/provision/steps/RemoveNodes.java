package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.LabRun;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes nodes out of the lab that the descriptor no longer wants: their tasks move, they leave, they go. */
public final class RemoveNodes implements Runnable {

    /** A node whose tasks can't move, since nobody else may run them, goes all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LabRun lab;
    private final List<EngineContainer> departing;

    public RemoveNodes(LabRun lab, List<EngineContainer> departing) {
        this.lab = lab;
        this.departing = departing;
    }

    @Override
    public void run() {
        if (departing.isEmpty()) {
            return;
        }
        lab.progress().begin(Step.REMOVAL, departing.size());
        lab.parallel()
                .allOrFirstFailure(departing.stream()
                        .map(node -> (Runnable) () -> remove(node))
                        .toList());
    }

    private void remove(EngineContainer node) {
        String name = node.label(Labels.NODE);
        lab.progress().during(Step.REMOVAL, name, () -> {
            boolean managed = lab.observed()
                    .node(lab.plan().firstManager().name())
                    .filter(EngineContainer::isRunning)
                    .isPresent();
            if (managed) {
                empty(name);
            }
            lab.engine().removeContainer(node.id());
            lab.engine().removeVolume(LabNames.volume(lab.plan().lab(), name));
            if (managed) {
                strikeOff(name);
            }
            return "";
        });
    }

    /** Else it would be listed as ready until the swarm misses its heartbeats. */
    private void strikeOff(String name) {
        NodeDaemon manager = lab.firstManager();
        try {
            manager.nodes().stream()
                    .filter(known -> known.hostname().equals(name))
                    .forEach(manager::removeNode);
        } catch (EngineException exception) {
            lab.progress().say(name + " is gone, but still on the swarm's list: " + exception.text());
        }
    }

    /** Moves a node's tasks to other nodes, as far as that is possible. */
    private void empty(String name) {
        NodeDaemon manager = lab.firstManager();
        try {
            Optional<SwarmNode> node = manager.nodes().stream()
                    .filter(known -> known.hostname().equals(name) && known.isReady())
                    .findFirst();
            if (node.isEmpty()) {
                return;
            }
            Await.until("the tasks of " + name + " to move", lab.deadline().atMost(PATIENCE), () -> {
                SwarmNode now = manager.nodes().stream()
                        .filter(known -> known.id().equals(node.get().id()))
                        .findFirst()
                        .orElse(node.get());
                if (!now.availability().equals("drain") || !now.role().equals("worker")) {
                    manager.update(now, "worker", "drain", now.labels());
                    return Answer.notYet("it has just been told to");
                }
                if (!now.reachability().isEmpty()) {
                    return Answer.notYet("it still has a vote among the managers");
                }
                int running = manager.runningTasks(now.id());
                return Answer.readyIf(running == 0, running + " tasks still run there");
            });
        } catch (Failure impatience) {
            lab.progress().say(name + " goes with its tasks: " + impatience.reason());
        } catch (EngineException exception) {
            lab.progress().say(name + " goes without leave: " + exception.text());
        }
    }
}
