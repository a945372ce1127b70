package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * At the same time, the registry starts and gets the images, and each node starts, and then joins the swarm while it
 * pulls the images.
 */
public final class StartRegistryAndNodes implements Runnable {

    private final LabRun lab;
    private final List<EngineContainer> outdated;

    /** @param outdated nodes that will be replaced later, which are left out */
    public StartRegistryAndNodes(LabRun lab, List<EngineContainer> outdated) {
        this.lab = lab;
        this.outdated = outdated;
    }

    /** Announces this step and those around it, which report about the same nodes. */
    public static void announce(LabRun lab) {
        int nodes = lab.plan().nodes().size();
        lab.progress().begin(Step.REGISTRY, 1);
        lab.progress().begin(Step.NODES, nodes);
        lab.progress().begin(Step.JOIN, nodes);
        lab.progress().begin(Step.DISTRIBUTION, nodes);
        lab.progress().begin(Step.SWARM, 1);
    }

    @Override
    public void run() {
        Set<NodePlan> replaced = outdated.stream()
                .flatMap(node -> ReplaceNodes.successor(node, lab.plan()).stream())
                .collect(Collectors.toSet());
        List<Runnable> tasks = new ArrayList<>();
        tasks.add(registry(lab));
        for (NodePlan node : lab.plan().nodes()) {
            if (!replaced.contains(node)) {
                Runnable joinAndPull = () ->
                        lab.parallel().allOrFirstFailure(List.of(new JoinSwarm(lab, node), new PullImages(lab, node)));
                tasks.add(inOrder(new StartNode(lab, node), joinAndPull));
            }
        }
        lab.parallel().allOrFirstFailure(tasks);
    }

    /** Starts the registry of the lab, or connects that of its class, and pushes the images where this is to be done. */
    public static Runnable registry(LabRun lab) {
        Runnable start = lab.plan().ownsRegistry() ? new StartRegistry(lab) : new ConnectRegistry(lab);
        return lab.pushedDigests().isComplete() ? start : inOrder(start, new PushImages(lab));
    }

    private static Runnable inOrder(Runnable... steps) {
        return () -> List.of(steps).forEach(Runnable::run);
    }
}
