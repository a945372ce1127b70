package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces the nodes whose settings the lab file has changed, one by one: the next node is removed only when the one
 * before is ready and has its images, labels and availability. So a setting with which no node starts affects one node
 * only.
 */
public final class ReplaceNodes implements Runnable {

    private final LabRun lab;
    private final List<EngineContainer> outdated;
    private final Consumer<String> replaced;

    /** @param replaced gets the name of each node that was replaced and is ready */
    public ReplaceNodes(LabRun lab, List<EngineContainer> outdated, Consumer<String> replaced) {
        this.lab = lab;
        this.outdated = outdated;
        this.replaced = replaced;
    }

    /** The node of the plan that replaces a container; empty when the plan has no node of its name. */
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
        if (lab.deadline().isPast()) {
            throw Failure.of(FailureKind.TIMED_OUT, node.name() + " was not replaced")
                    .because("the time limit of " + lab.deadline().given().toSeconds() + " s is over")
                    .advise("Set a longer time with --timeout. Nodes that were already replaced stay.");
        }
        lab.opened().probe(manager -> {
            member(node, manager.nodes()).ifPresent(former -> noticeLosses(node, former));
            return Answer.ready(); // without a leader there is no notice, but the run goes on
        });
        new RemoveNodes(lab, List.of(container)).run();
        new StartNode(lab, node).run();
        lab.parallel().allOrFirstFailure(List.of(new JoinSwarm(lab, node), new PullImages(lab, node)));
        Await.until(
                node.name() + " to be ready",
                lab.deadline(),
                NodeHealth.whileItRuns(lab, node, () -> lab.opened().poll(manager -> isReady(node, manager))),
                answer -> answer);
        replaced.accept(node.name());
    }

    /** The new node is a new member of the swarm, without what was set by hand. */
    private void noticeLosses(NodePlan node, SwarmNode former) {
        new LabelsAndAvailability(lab).noticeChanges(node, former);
        if (former.isManager() && !node.isManager()) {
            lab.notice(node.name() + " is a worker again, as in the lab file: it had been promoted");
        }
    }

    private Optional<SwarmNode> member(NodePlan node, List<SwarmNode> members) {
        String id = lab.nodeIds().get(node.name());
        return members.stream()
                .filter(SwarmNode::isReady)
                .filter(member -> id == null
                        ? member.hostname().equals(node.name())
                        : member.id().equals(id))
                .findFirst();
    }

    private Answer isReady(NodePlan node, NodeDaemon manager) {
        Optional<SwarmNode> known = member(node, manager.nodes());
        if (known.isEmpty()) {
            NodeHealth.mustStillRun(lab, node);
            return Answer.notYet("the swarm does not list it as ready");
        }
        boolean applied = new LabelsAndAvailability(lab).apply(node, known.get(), manager);
        return Answer.readyIf(applied, "its labels are not set yet");
    }
}
