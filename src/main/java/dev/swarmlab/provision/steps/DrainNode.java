package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Moves a node's tasks to other nodes, as far as possible. */
final class DrainNode {

    /** After this time, a node is removed with the tasks that can't run on another node. */
    private static final Duration DRAIN_TIME = Duration.ofSeconds(15);

    private final LabRun lab;

    DrainNode(LabRun lab) {
        this.lab = lab;
    }

    /**
     * Returns when no task runs on the node, or after 15 seconds.
     *
     * @param isNode whether a member of the swarm is the node
     * @throws Failure at the deadline of the run: then the node must not be removed
     */
    void run(String name, Predicate<SwarmNode> isNode) {
        Deadline deadline = lab.deadline().atMost(DRAIN_TIME);
        try {
            Await.until("the tasks of " + name + " to move", deadline, () -> lab.opened()
                    .ask(manager -> drained(manager, isNode)));
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED || lab.deadline().isPast()) {
                throw failure;
            }
            lab.progress().say("removing " + name + " with its tasks: " + failure.reason());
        }
    }

    private static Answer drained(NodeDaemon manager, Predicate<SwarmNode> isNode) {
        Optional<SwarmNode> known = manager.nodes().stream()
                .filter(member -> isNode.test(member) && member.isReady())
                .findFirst();
        if (known.isEmpty()) {
            return Answer.ready();
        }
        SwarmNode node = known.get();
        if (!node.availability().is(NodeAvailability.DRAIN)) {
            return drain(node, manager);
        }
        int running = manager.runningTasks(node.id());
        return Answer.readyIf(running == 0, running + " of its tasks still run");
    }

    /** A manager that was just demoted is changed by the swarm at the same time. */
    private static Answer drain(SwarmNode node, NodeDaemon manager) {
        try {
            manager.update(node, node.role(), Reported.of(NodeAvailability.DRAIN), node.labels());
        } catch (EngineException exception) {
            if (!KnownMessage.CHANGED_MEANWHILE.isIn(exception.text())) {
                throw exception;
            }
        }
        return Answer.notYet("it is being drained");
    }
}
