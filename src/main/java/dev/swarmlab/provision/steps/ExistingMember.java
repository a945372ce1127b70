package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.NodeRole;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A node that the lab had before this run: whether it is still a member of the lab's swarm, and in its role. */
final class ExistingMember {

    /** Elections take some seconds, on busy hosts up to twenty. */
    private static final Duration ELECTION = Duration.ofMinutes(1);

    private final LabRun lab;
    private final NodePlan node;

    ExistingMember(LabRun lab, NodePlan node) {
        this.lab = lab;
        this.node = node;
    }

    /** Empty when the managers list the node with the id in its volume, and the node has the address of the plan. */
    String reasonToJoinAgain() {
        SwarmMembership own = membershipAfterElection();
        if (!own.isActive() && !own.isJoining()) {
            return own.described();
        }
        if (!isListed(own)) {
            return "the managers do not know its id " + own.nodeId();
        }
        if (!own.address().equals(node.address())) {
            return "it joined with the address " + own.address() + " and has " + node.address() + " now";
        }
        lab.nodeIds().put(node.name(), own.nodeId());
        return "";
    }

    /**
     * The membership that the node's daemon reports, once it is not in the error state. A manager is in the error state
     * while it knows no leader, and one election may follow another. It must not join again in this state: it would
     * lose its vote, and the swarm might lose its quorum. An error state that lasts longer than an election is
     * returned.
     */
    private SwarmMembership membershipAfterElection() {
        SwarmMembership own = lab.daemon(node).membership();
        if (!own.isInError() || !isListed(own)) {
            return own;
        }
        try {
            return Await.until(
                    node.name() + " to find the swarm's leader",
                    lab.deadline().atMost(ELECTION),
                    NodeHealth.whileItRuns(lab, node, () -> lab.daemon(node).membership()),
                    now -> Answer.readyIf(!now.isInError() || !isListed(now), now.error()));
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.TIMED_OUT || lab.deadline().isPast()) {
                throw failure;
            }
            return own;
        }
    }

    /** Whether the managers list the node's id. They can't list nodes without a leader, and are asked again. */
    private boolean isListed(SwarmMembership own) {
        List<SwarmNode> members = Await.until(
                "a manager to list the swarm's nodes",
                lab.deadline().atMost(ELECTION),
                NodeHealth.whileItRuns(lab, node, () -> lab.opened().poll(NodeDaemon::nodes)),
                listed -> Answer.ready());
        return members.stream().map(SwarmNode::id).anyMatch(own.nodeId()::equals);
    }

    /** Returns once the node is a manager that votes. A manager that was demoted is promoted again. */
    void mustBeManager() {
        SwarmNode before = await(this::listed, listed -> Answer.ready());
        if (before.isManager() && before.votes()) {
            return;
        }
        await(
                this::promote,
                promoted -> Answer.readyIf(
                        promoted.isManager() && promoted.votes(), "the other managers do not count its vote yet"));
        if (!before.isManager()) {
            lab.notice(node.name() + " is a manager again, as in the lab file: it had been demoted");
        }
    }

    private SwarmNode await(Function<NodeDaemon, SwarmNode> question, Function<SwarmNode, Answer> judge) {
        return Await.until(
                node.name() + " to be a manager",
                lab.deadline(),
                NodeHealth.whileItRuns(lab, node, () -> lab.opened().poll(question)),
                judge);
    }

    private SwarmNode promote(NodeDaemon manager) {
        SwarmNode member = listed(manager);
        if (!member.isManager()) {
            manager.update(member, Reported.of(NodeRole.MANAGER), member.availability(), member.labels());
        }
        return member;
    }

    /** @throws EngineException when the swarm does not list the node, so that the wait goes on */
    private SwarmNode listed(NodeDaemon manager) {
        return manager.nodes().stream()
                .filter(member -> member.id().equals(lab.nodeIds().get(node.name())))
                .findFirst()
                .orElseThrow(() -> new EngineException(404, "the swarm does not list it"));
    }
}
