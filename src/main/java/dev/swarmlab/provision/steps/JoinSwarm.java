package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.LeaveSwarm;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.swarm.JoinTokens;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Duration;
import java.util.List;

/**
 * Makes a node part of the swarm. The first manager starts it when the lab has none, and hands out the tokens; the others
 * wait for them. A node that takes itself for a member counts as one only when the managers know its id.
 */
public final class JoinSwarm implements Runnable {

    /** Elections take some seconds, on busy hosts up to twenty. */
    private static final Duration ELECTION = Duration.ofMinutes(1);

    private final LabRun lab;
    private final NodePlan node;

    public JoinSwarm(LabRun lab, NodePlan node) {
        this.lab = lab;
        this.node = node;
    }

    @Override
    public void run() {
        if (!lab.joined().contains(node.name())) {
            lab.progress().during(Step.SWARM, node.name(), () -> NodeHealth.during(lab, node, this::takePart));
            lab.joined().add(node.name());
        }
    }

    /** Asked for late: a node may have started on another port than the planned one. */
    private NodeDaemon daemon() {
        return lab.daemon(node);
    }

    private String takePart() {
        if (!lab.hasFoundSwarm() && node.equals(lab.plan().firstManager())) {
            return lead();
        }
        JoinTokens tokens = lab.joinTokens().await(lab.deadline());
        if (lab.hasFoundSwarm()) {
            if (lab.isKnown(node)) {
                String reason = whyItIsNoMember();
                if (reason.isEmpty()) {
                    return node.isManager() ? promoted() : "in the swarm";
                }
                lab.notice(node.name() + " joins the swarm again: " + reason);
            }
            // The managers would go on counting a manager that has lost its data.
            new LeaveSwarm(lab.opened(), List.of(), lab::deadline).removeMembers(node.name());
            leave();
        }
        join(tokens);
        if (lab.hasFoundSwarm()) {
            lab.nodeIds().put(node.name(), daemon().membership().nodeId());
        }
        return "joined";
    }

    private String lead() {
        daemon().initialiseSwarm(node.address());
        Await.until("the swarm of " + node.name(), lab.deadline(), NodeHealth.whileItRuns(lab, node, () -> {
            lab.admit(daemon().joinTokens(), node.address());
            return Answer.ready();
        }));
        return "started the swarm";
    }

    /** Empty when the managers know this very node: by its id, which is in its volume, and at its address. */
    private String whyItIsNoMember() {
        SwarmMembership own = membershipAfterElection();
        if (!own.isActive() && !own.isJoining()) {
            return own.described();
        }
        if (!isListed(own)) {
            return "the managers do not know its id " + own.nodeId();
        }
        if (!own.address().equals(node.address())) {
            return "it joined as " + own.address() + " and is " + node.address() + " now";
        }
        lab.nodeIds().put(node.name(), own.nodeId());
        return "";
    }

    /** Whether the managers know that id. While they have no leader they are asked again. */
    private boolean isListed(SwarmMembership own) {
        List<SwarmNode> members = Await.until(
                "a manager to list the swarm's nodes",
                lab.deadline().atMost(ELECTION),
                NodeHealth.whileItRuns(lab, node, () -> lab.opened().poll(NodeDaemon::nodes)),
                listed -> Answer.ready());
        return members.stream().map(SwarmNode::id).anyMatch(own.nodeId()::equals);
    }

    /**
     * What the node's daemon says once it is not in the state of error. A manager is for as long as it knows no leader, and
     * elections may follow each other. Taken for no member it would lose its vote, and the swarm perhaps its quorum. A state
     * that outlasts an election is an error indeed.
     */
    private SwarmMembership membershipAfterElection() {
        SwarmMembership own = daemon().membership();
        if (!own.isInError() || !isListed(own)) {
            return own;
        }
        try {
            return Await.until(
                    node.name() + " to find the swarm's leader",
                    lab.deadline().atMost(ELECTION),
                    NodeHealth.whileItRuns(lab, node, () -> daemon().membership()),
                    now -> Answer.readyIf(!now.isInError() || !isListed(now), now.error()));
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.TIMED_OUT || lab.deadline().isPast()) {
                throw failure;
            }
            return own;
        }
    }

    /** A manager that somebody has demoted becomes one again. */
    private String promoted() {
        String what = node.name() + " to be a manager";
        LabClient open = lab.opened();
        SwarmNode before = Await.until(
                what,
                lab.deadline(),
                NodeHealth.whileItRuns(lab, node, () -> open.poll(this::listed)),
                listed -> Answer.ready());
        if (before.isManager() && before.votes()) {
            return "in the swarm";
        }
        Await.until(
                what,
                lab.deadline(),
                NodeHealth.whileItRuns(lab, node, () -> open.poll(this::promote)),
                promoted -> Answer.readyIf(
                        promoted.isManager() && promoted.votes(), "the other managers do not count its vote yet"));
        if (!before.isManager()) {
            lab.notice(node.name() + " is a manager again, as the lab file says: it had been demoted");
        }
        return "in the swarm";
    }

    private SwarmNode promote(NodeDaemon manager) {
        SwarmNode own = listed(manager);
        if (!own.isManager()) {
            manager.update(own, SwarmNode.MANAGER, own.availability(), own.labels());
        }
        return own;
    }

    /** @throws EngineException when the swarm does not list the node, so that the wait goes on */
    private SwarmNode listed(NodeDaemon manager) {
        return manager.nodes().stream()
                .filter(member -> member.id().equals(lab.nodeIds().get(node.name())))
                .findFirst()
                .orElseThrow(() -> new EngineException(404, "it is not on the swarm's list"));
    }

    /** Leaves a swarm that does not know this node any more. Its containers and volumes stay. */
    private void leave() {
        if (lab.isKnown(node) && !daemon().membership().isInactive()) {
            daemon().leaveSwarm(true);
        }
    }

    private void join(JoinTokens tokens) {
        String token = node.isManager() ? tokens.manager() : tokens.worker();
        try {
            daemon().joinSwarm(node.address(), lab.managerAddress(), token);
        } catch (EngineException exception) {
            awaitLateJoin(exception);
        }
    }

    /**
     * A daemon answers with an error after 20 seconds, but goes on joining in the background (moby's join timeout). Whoever
     * asks it again meanwhile is told that it is part of a swarm. The swarm is this one: a node with another would have left.
     */
    private void awaitLateJoin(EngineException refusal) {
        NodeHealth.mustStillRun(lab, node);
        boolean goesOn =
                refusal.text().contains("Timeout was reached") || refusal.text().contains("already part of a swarm");
        if (!goesOn) {
            throw Failure.of(FailureKind.FAILED, node.name() + " could not join the swarm")
                    .because(refusal.text())
                    .causedBy(refusal);
        }
        Await.until(node.name() + " to join the swarm", lab.deadline(), NodeHealth.whileItRuns(lab, node, () -> {
            SwarmMembership own = daemon().membership();
            return Answer.readyIf(own.isActive(), own.described());
        }));
    }
}
