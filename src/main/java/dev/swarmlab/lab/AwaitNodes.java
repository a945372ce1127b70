package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;

/** Waits until every running node of a lab is ready in the lab's swarm. */
public final class AwaitNodes {

    private final LabClient lab;
    private final NodeIdentity identity;

    public AwaitNodes(LabClient lab) {
        this.lab = lab;
        this.identity = new NodeIdentity(lab);
    }

    /**
     * Returns the members of the swarm.
     *
     * @throws Failure when a node is no longer in the swarm, when the swarm is locked, or at the deadline
     */
    public List<SwarmNode> until(Deadline deadline) {
        return Await.until("every node to be ready in the swarm", deadline, this::members, this::ready);
    }

    private List<EngineContainer> running() {
        return lab.nodes().stream().filter(EngineContainer::isRunning).toList();
    }

    private List<SwarmNode> members() {
        try {
            return lab.poll(NodeDaemon::nodes);
        } catch (EngineException noManager) {
            for (EngineContainer node : running()) {
                LockedSwarm.refuse(LabClient.nameOf(node), lab.daemon(node).membership());
            }
            throw noManager;
        }
    }

    private Answer ready(List<SwarmNode> members) {
        for (EngineContainer node : running()) {
            List<SwarmNode> own = members.stream().filter(identity.of(node)).toList();
            if (own.stream().noneMatch(member -> member.isReady() && !member.isUnreachable())) {
                mustBeMember(node, members);
                return Answer.notYet(LabClient.nameOf(node) + " is not ready in the swarm");
            }
        }
        return Answer.ready();
    }

    /** A node that is starting may not know its id yet. */
    private void mustBeMember(EngineContainer node, List<SwarmNode> members) {
        String name = LabClient.nameOf(node);
        SwarmMembership own = lab.daemon(node).membership();
        LockedSwarm.refuse(name, own);
        if (own.isInactive()) {
            throw Failure.of(FailureKind.FAILED, name + " has left the swarm");
        }
        boolean isListed = members.stream().map(SwarmNode::id).anyMatch(own.nodeId()::equals);
        if (own.isActive() && !isListed) {
            throw Failure.of(FailureKind.FAILED, "the managers do not know " + name);
        }
    }
}
