package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.LeaveSwarm;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.swarm.JoinTokens;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmMembership;
import java.util.List;

/**
 * Makes a node a member of the swarm. When the lab has no swarm, the first manager starts it and provides the join
 * tokens. The other nodes wait for the tokens.
 */
public final class JoinSwarm implements Runnable {

    private final LabRun lab;
    private final NodePlan node;

    public JoinSwarm(LabRun lab, NodePlan node) {
        this.lab = lab;
        this.node = node;
    }

    @Override
    public void run() {
        if (!lab.joined().contains(node.name())) {
            lab.progress().during(Step.JOIN, node.name(), () -> NodeHealth.during(lab, node, this::takePart));
            lab.joined().add(node.name());
        }
    }

    /** Read at each use: the node may have started on another port than the planned one. */
    private NodeDaemon daemon() {
        return lab.daemon(node);
    }

    private String takePart() {
        if (!lab.hasFoundSwarm() && node.equals(lab.plan().firstManager())) {
            return start();
        }
        JoinTokens tokens = lab.joinTokens().await(lab.deadline());
        if (lab.hasFoundSwarm()) {
            if (lab.isKnown(node)) {
                ExistingMember member = new ExistingMember(lab, node);
                String reason = member.reasonToJoinAgain();
                if (reason.isEmpty()) {
                    if (node.isManager()) {
                        member.mustBeManager();
                    }
                    return "in the swarm";
                }
                lab.notice(node.name() + " joins the swarm again: " + reason);
            }
            // Otherwise the managers would still count the vote of a manager that has lost its data.
            new LeaveSwarm(lab.opened(), List.of(), lab::deadline).removeMembers(node.name());
            leave();
        }
        join(tokens);
        if (lab.hasFoundSwarm()) {
            lab.nodeIds().put(node.name(), daemon().membership().nodeId());
        }
        return "joined";
    }

    private String start() {
        daemon().initialiseSwarm(node.address());
        Await.until("the swarm of " + node.name(), lab.deadline(), NodeHealth.whileItRuns(lab, node, () -> {
            lab.admit(daemon().joinTokens(), node.address());
            return Answer.ready();
        }));
        return "started the swarm";
    }

    /** Leaves a swarm that does not list this node. The container and the volume of the node stay. */
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
     * A daemon answers a join with an error after 20 seconds, but goes on joining in the background (moby's join
     * timeout). A second request to join is then refused, since the node is part of a swarm. This is the lab's swarm: a
     * node of another swarm would have left it before.
     */
    private void awaitLateJoin(EngineException refusal) {
        NodeHealth.mustStillRun(lab, node);
        boolean goesOn =
                KnownMessage.JOIN_GOES_ON.isIn(refusal.text()) || KnownMessage.IS_IN_A_SWARM.isIn(refusal.text());
        if (!goesOn) {
            throw Failure.of(FailureKind.FAILED, node.name() + " can't join the swarm")
                    .because(refusal.text())
                    .causedBy(refusal);
        }
        Await.until(node.name() + " to join the swarm", lab.deadline(), NodeHealth.whileItRuns(lab, node, () -> {
            SwarmMembership own = daemon().membership();
            return Answer.readyIf(own.isActive(), own.described());
        }));
    }
}
