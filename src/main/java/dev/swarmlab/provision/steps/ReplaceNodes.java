package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.provision.LabRun;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the nodes whose settings the lab file has changed, one by one: the next is removed only when the one before is
 * ready again, has its images, labels and availability. So a setting with which no node starts costs one node, not all.
 */
public final class ReplaceNodes implements Runnable {

    private final LabRun lab;
    private final List<EngineContainer> outdated;

    public ReplaceNodes(LabRun lab, List<EngineContainer> outdated) {
        this.lab = lab;
        this.outdated = outdated;
    }

    /** The node of the plan that takes a container's place; empty when the plan has none of its name. */
    public static Optional<NodePlan> successor(EngineContainer container, LabPlan plan) {
        return plan.nodes().stream()
                .filter(node -> node.name().equals(container.label(Labels.NODE)))
                .findFirst();
    }

    @Override
    public void run() {
        for (EngineContainer container : outdated) {
            successor(container, lab.plan()).ifPresent(node -> replace(container, node));
        }
    }

    private void replace(EngineContainer container, NodePlan node) {
        new RemoveNodes(lab, List.of(container)).run();
        new StartNode(lab, node).run();
        lab.parallel().allOrFirstFailure(List.of(new JoinSwarm(lab, node), new PullImages(lab, node)));
        Await.until(node.name() + " to be ready", lab.deadline(), NodeHealth.whileItRuns(lab, node, () -> lab.opened()
                .ask(manager -> isReady(node, manager))));
    }

    private Answer isReady(NodePlan node, NodeDaemon manager) {
        Optional<SwarmNode> known = manager.nodes().stream()
                .filter(member -> member.hostname().equals(node.name()) && member.isReady())
                .findFirst();
        return known.isEmpty()
                ? Answer.notYet("the swarm does not list it as ready")
                : Answer.readyIf(
                        new AwaitSwarm(lab).adjust(node, known.get(), manager), "it has not taken its labels yet");
    }
}
