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
import java.util.Set;
import java.util.stream.Collectors;

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
        return Await.until(
                "every node to be ready in the swarm", deadline, this::members, members -> ready(members, running()));
    }

    /**
     * Waits for some nodes only.
     *
     * @param names of nodes that run
     * @throws Failure as {@link #until(Deadline)}
     */
    public void until(Deadline deadline, Set<String> names) {
        Await.until(
                "the nodes to be ready in the swarm",
                deadline,
                this::members,
                members -> ready(
                        members,
                        running().stream()
                                .filter(node -> names.contains(LabClient.nameOf(node)))
                                .toList()));
    }

    /**
     * The names of the running nodes that are ready in the swarm now.
     *
     * @throws Failure when no manager answers
     */
    public Set<String> ready() {
        List<SwarmNode> members = lab.ask(NodeDaemon::nodes);
        return running().stream()
                .filter(node -> isReady(node, members))
                .map(LabClient::nameOf)
                .collect(Collectors.toSet());
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

    private boolean isReady(EngineContainer node, List<SwarmNode> members) {
        return members.stream()
                .filter(identity.of(node))
                .anyMatch(member -> member.isReady() && !member.isUnreachable());
    }

    private Answer ready(List<SwarmNode> members, List<EngineContainer> nodes) {
        for (EngineContainer node : nodes) {
            if (!isReady(node, members)) {
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
