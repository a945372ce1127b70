package dev.swarmlab.provision.steps;

import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;

/**
 * Starts the nodes that the lab had before, and makes each of them a member of the lab's swarm. This is done before any
 * node is removed or added. A new lab has no such nodes.
 */
public final class RestoreNodes implements Runnable {

    /** How long managers that have just started may need to elect a leader. */
    private static final Duration ELECTION = Duration.ofSeconds(30);

    private final LabRun lab;
    private final Duration election;

    public RestoreNodes(LabRun lab) {
        this(lab, ELECTION);
    }

    RestoreNodes(LabRun lab, Duration election) {
        this.lab = lab;
        this.election = election;
    }

    @Override
    public void run() {
        List<NodePlan> known = lab.plan().nodes().stream().filter(lab::isKnown).toList();
        if (known.isEmpty()) {
            return;
        }
        lab.parallel()
                .allOrFirstFailure(
                        known.stream().map(node -> new StartNode(lab, node)).toList());
        SwarmSearch search = new SwarmSearch(lab, known, Deadline.in(election));
        Await.until("a manager of the lab's swarm to answer", lab.deadline(), search::poll);
        if (lab.hasFoundSwarm()) {
            lab.parallel()
                    .allOrFirstFailure(
                            known.stream().map(node -> new JoinSwarm(lab, node)).toList());
            // The manager that answered may be one that the lab file no longer names.
            known.stream()
                    .filter(NodePlan::isManager)
                    .findFirst()
                    .ifPresent(manager -> lab.admit(lab.joinTokens().await(lab.deadline()), manager.address()));
        }
    }
}
