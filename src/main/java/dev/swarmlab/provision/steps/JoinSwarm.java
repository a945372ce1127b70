package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.LabRun;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.swarm.JoinTokens;
import dev.swarmlab.swarm.NodeDaemon;

/**
 * Makes a node part of the swarm. The first manager starts the swarm and hands out the tokens; the others wait for them.
 */
public final class JoinSwarm implements Runnable {

    private static final String ACTIVE = "active";

    private final LabRun lab;
    private final NodePlan node;

    public JoinSwarm(LabRun lab, NodePlan node) {
        this.lab = lab;
        this.node = node;
    }

    @Override
    public void run() {
        boolean first = node.equals(lab.plan().firstManager());
        lab.progress()
                .during(Step.SWARM, node.name(), () -> NodeHealth.during(lab, node, first ? this::lead : this::join));
    }

    private String lead() {
        NodeDaemon daemon = lab.daemon(node);
        boolean isNew = lab.observed().node(node.name()).isEmpty();
        if (isNew || daemon.membership().isInactive()) {
            daemon.initialiseSwarm(node.address());
        }
        // After a restart a manager needs a moment until it leads again.
        Await.until("the swarm of " + node.name(), lab.deadline(), NodeHealth.whileItRuns(lab, node, () -> {
            lab.joinTokens().keep(daemon.joinTokens());
            return Answer.ready();
        }));
        return isNew ? "started the swarm" : "in the swarm";
    }

    private String join() {
        NodeDaemon daemon = lab.daemon(node);
        boolean isNew = lab.observed().node(node.name()).isEmpty();
        if (!isNew && !daemon.membership().isInactive()) {
            return "in the swarm";
        }
        JoinTokens tokens = lab.joinTokens().await(lab.deadline());
        strikeOffPredecessor();
        String token = node.isManager() ? tokens.manager() : tokens.worker();
        try {
            daemon.joinSwarm(node.address(), lab.plan().firstManager().address(), token);
        } catch (EngineException exception) {
            awaitLateJoin(daemon, exception);
        }
        return "joined";
    }

    /** A node whose container was lost is listed as ready until the swarm misses its heartbeats. */
    private void strikeOffPredecessor() {
        boolean swarmIsNew =
                lab.observed().node(lab.plan().firstManager().name()).isEmpty();
        if (swarmIsNew || node.isManager()) {
            return;
        }
        NodeDaemon manager = lab.firstManager();
        manager.nodes().stream()
                .filter(known -> known.hostname().equals(node.name()))
                .forEach(manager::removeNode);
    }

    /** A daemon answers with an error after 20 seconds, but goes on joining in the background (moby's join timeout). */
    private void awaitLateJoin(NodeDaemon daemon, EngineException refusal) {
        NodeHealth.mustStillRun(lab, node);
        boolean goesOn = refusal.text().contains("Timeout was reached");
        if (!goesOn) {
            throw Failure.of(FailureKind.FAILED, node.name() + " could not join the swarm")
                    .because(refusal.text())
                    .causedBy(refusal);
        }
        Await.until(node.name() + " to join the swarm", lab.deadline(), NodeHealth.whileItRuns(lab, node, () -> {
            String state = daemon.membership().state();
            return Answer.readyIf(state.equals(ACTIVE), "its place in the swarm is " + state);
        }));
    }
}
