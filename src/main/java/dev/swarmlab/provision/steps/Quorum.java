package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Ends a run when too many managers have lost their data, so that the managers can't have a quorum again. */
final class Quorum {

    private final LabRun lab;
    private final Map<EngineContainer, SwarmMembership> members;

    /** @param members the memberships that the daemons of the running nodes report */
    Quorum(LabRun lab, Map<EngineContainer, SwarmMembership> members) {
        this.lab = lab;
        this.members = members;
    }

    /**
     * Checks the swarm of a manager that has a leader.
     *
     * @param listed the nodes that this manager lists
     * @throws Failure when too many of the listed managers that vote have lost their data
     */
    void mustBePossible(String manager, SwarmMembership own, List<SwarmNode> listed) {
        List<SwarmNode> voters = listed.stream().filter(SwarmNode::votes).toList();
        mustBePossible(manager, own, voters.size(), lostVoters(voters));
    }

    /**
     * Checks the swarm of a manager without a leader, which can't list the nodes.
     *
     * @throws Failure when too many of the managers that this one knew have lost their data
     */
    void mustBePossible(String manager, SwarmMembership own) {
        mustBePossible(manager, own, own.managers().size(), lostPeers(own));
    }

    private void mustBePossible(String manager, SwarmMembership own, int voters, List<String> lost) {
        if (lost.isEmpty() || voters - lost.size() > voters / 2) {
            return;
        }
        throw Failure.of(FailureKind.FAILED, "the swarm of the lab has lost its quorum")
                .because(String.join(" and ", lost) + " lost their data or left: " + (voters - lost.size()) + " of "
                        + voters + " managers remain")
                .advise("Make " + manager + " the only manager with: swarmlab exec " + manager
                        + " -- docker swarm init --force-new-cluster --advertise-addr " + own.address()
                        + "\nThen run the command again. Or recreate the lab with: swarmlab down "
                        + lab.plan().lab() + ", then run swarmlab up again");
    }

    /**
     * Right after an election, the swarm may show a manager under the name of another node, so the ids are compared.
     */
    private List<String> lostVoters(List<SwarmNode> voters) {
        return voters.stream()
                .filter(voter ->
                        members.values().stream().map(SwarmMembership::nodeId).noneMatch(voter.id()::equals))
                .filter(voter -> lab.plan().nodes().stream()
                        .anyMatch(node -> node.name().equals(voter.hostname())
                                && isAnother(node, own -> own.isNotNode(voter.id()))))
                .map(SwarmNode::hostname)
                .sorted() // a manager lists nodes by their ids
                .toList();
    }

    private List<String> lostPeers(SwarmMembership manager) {
        return lab.plan().nodes().stream()
                .filter(node -> manager.managers().contains(node.address()))
                .filter(node -> isAnother(node, SwarmMembership::isInactive))
                .map(NodePlan::name)
                .toList();
    }

    /**
     * Whether a node is new, or its daemon reports that it is not the former member. A node that the lab had before and
     * that does not answer counts as the former member.
     */
    private boolean isAnother(NodePlan node, Predicate<SwarmMembership> isOther) {
        return members.entrySet().stream()
                .filter(member -> LabClient.nameOf(member.getKey()).equals(node.name()))
                .findFirst()
                .map(member -> isOther.test(member.getValue()))
                .orElse(!lab.isKnown(node));
    }
}
