package dev.swarmlab.cli;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LeaveSwarm;
import dev.swarmlab.lab.NodeActions;
import dev.swarmlab.lab.QuorumCheck;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeAvailability;
import java.util.List;
import java.util.function.Consumer;

/**
 * An action for some nodes of a lab. It prints a line for each node that is done, as in {@code worker01 is stopped}.
 *
 * @param nodes their containers; stopped ones first, so that a demotion can't fail because of them
 */
record NodeRun(
        LabClient lab,
        List<EngineContainer> nodes,
        NodeActions actions,
        Deadline deadline,
        Parallel parallel,
        Progress progress) {

    static NodeRun of(LabClient lab, List<String> names, Deadline deadline, Parallel parallel, Progress progress) {
        List<EngineContainer> nodes =
                LeaveSwarm.inOrder(names.stream().map(lab::node).toList());
        return new NodeRun(lab, nodes, new NodeActions(lab), deadline, parallel, progress);
    }

    /** Refuses to stop the nodes when the managers would lose their quorum. */
    void checkQuorum() {
        forced("stop", () -> new QuorumCheck(lab).beforeStop(nodes));
    }

    /** Refuses to cut off the nodes when neither they nor the other managers would have a quorum. */
    void checkQuorumOfPartition() {
        forced("partition", () -> new QuorumCheck(lab).beforePartition(nodes));
    }

    private void forced(String command, Runnable check) {
        try {
            check.run();
        } catch (Failure refusal) {
            if (refusal.advice() == null) {
                throw refusal; // an interruption
            }
            String names = String.join(
                    " ", nodes.stream().map(LabClient::nameOf).sorted().toList());
            throw refusal.advise(refusal.advice() + "\nTo " + command + (nodes.size() == 1 ? " it" : " them")
                    + " anyway, run: swarmlab node " + command + " --lab " + lab.name() + " --force " + names);
        }
    }

    /** Refuses to demote the nodes when the managers would lose their quorum. */
    void checkQuorumOfDemotion() {
        new QuorumCheck(lab).beforeDemotion(nodes);
    }

    /** @param state what each node is afterwards, as in {@code stopped} */
    void atTheSameTime(String state, Consumer<EngineContainer> action) {
        parallel.allWithEveryFailure(nodes.stream()
                .map(node -> (Runnable) () -> one(node, state, action))
                .toList());
    }

    /** For changes of the swarm, which depend on each other. The first failure ends the action. */
    void oneByOne(String state, Consumer<EngineContainer> action) {
        nodes.forEach(node -> one(node, state, action));
    }

    void setAvailability(NodeAvailability availability, String state) {
        oneByOne(state, node -> actions.setAvailability(node, availability, deadline));
    }

    private void one(EngineContainer node, String state, Consumer<EngineContainer> action) {
        action.accept(node);
        progress.say(LabClient.nameOf(node) + " is " + state);
    }
}
