package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.CachePlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.progress.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * At the same time, the registry starts and gets the images, the pull-through cache starts, and each node starts, and then joins the swarm while it
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
        announceRegistry(lab);
        lab.progress().begin(Step.NODES, nodes);
        lab.progress().begin(Step.JOIN, nodes);
        lab.progress().begin(Step.DISTRIBUTION, nodes);
        lab.progress().begin(Step.SWARM, 1);
    }

    /** Announces the registry, and the pull-through cache if the lab has one. */
    public static void announceRegistry(LabRun lab) {
        lab.progress().begin(Step.REGISTRY, lab.plan().cache() == null ? 1 : 2);
    }

    @Override
    public void run() {
        Set<NodePlan> replaced = outdated.stream()
                .flatMap(node -> ReplaceNodes.successor(node, lab.plan()).stream())
                .collect(Collectors.toSet());
        List<Runnable> tasks = new ArrayList<>();
        tasks.addAll(registry(lab));
        for (NodePlan node : lab.plan().nodes()) {
            if (!replaced.contains(node)) {
                Runnable joinAndPull = () ->
                        lab.parallel().allOrFirstFailure(List.of(new JoinSwarm(lab, node), new PullImages(lab, node)));
                tasks.add(inOrder(new StartNode(lab, node), joinAndPull));
            }
        }
        lab.parallel().allOrFirstFailure(tasks);
    }

    /**
     * Starts the registry of the lab and its pull-through cache, or connects those of its class, and pushes the images
     * where this is to be done.
     */
    public static List<Runnable> registry(LabRun lab) {
        Runnable start = lab.plan().ownsRegistry() ? new StartRegistry(lab) : new ConnectRegistry(lab);
        Runnable registry = lab.pushedDigests().isComplete() ? start : inOrder(start, new PushImages(lab));
        CachePlan cache = lab.plan().cache();
        return cache == null ? List.of(registry) : List.of(registry, new StartCache(lab, cache));
    }

    private static Runnable inOrder(Runnable... steps) {
        return () -> List.of(steps).forEach(Runnable::run);
    }
}
