package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;

/** Reads from a node's own daemon and container whether the node has a vote among the swarm's managers. */
final class NodeVote {

    private final LabClient lab;

    NodeVote(LabClient lab) {
        this.lab = lab;
    }

    /** Whether a node may have a vote, when no manager can be asked. */
    boolean mayVote(EngineContainer node) {
        if (hasNeverRun(node)) {
            return false;
        }
        if (node.isRunning()) {
            try {
                SwarmMembership own = lab.daemon(node).membership();
                return own.isManager() || own.isJoining();
            } catch (EngineException silent) {
                return LabClient.isManager(node);
            }
        }
        return LabClient.isManager(node);
    }

    /** A run that was killed may have created such a node, for a swarm that was never started. */
    private boolean hasNeverRun(EngineContainer node) {
        return node.wasNeverStarted()
                && lab.engine().volumes().stream()
                        .filter(volume -> volume.name().equals(LabNames.volume(lab.name(), LabClient.nameOf(node))))
                        .allMatch(volume ->
                                node.label(Labels.RUN).equals(volume.labels().get(Labels.RUN)));
    }

    /**
     * Whether a node without a vote is about to get one.
     *
     * @param members the swarm's members that are this node
     */
    boolean isExpected(EngineContainer node, List<SwarmNode> members) {
        boolean isManager = members.stream().anyMatch(SwarmNode::isManager);
        try {
            if (!node.isRunning()) {
                return false;
            }
            SwarmMembership own = lab.daemon(node).membership();
            return own.isJoining() || (isManager && own.isManager());
        } catch (EngineException silent) {
            return false;
        }
    }
}
