package dev.swarmlab.provision.reset;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.NodeActions;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.provision.reset.Difference.Cure;
import dev.swarmlab.provision.reset.Difference.Kind;
import dev.swarmlab.provision.steps.AcquireImages;
import dev.swarmlab.provision.steps.AwaitSwarm;
import dev.swarmlab.provision.steps.RestoreNodes;
import dev.swarmlab.provision.steps.StartRegistryAndNodes;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Makes every node of a lab run, a member of the swarm and in its role, with the steps of {@code up}. Nodes that can't be
 * repaired are recreated: first the container, and the volume too when that does not help. A swarm that can't be
 * repaired is rebuilt with all nodes.
 */
public final class ResetNodes {

    /** How long the steps of {@code up} may take before every node is recreated. */
    private static final Duration REPAIR_TIME = Duration.ofMinutes(2);

    /** How long a stopped node may take to start before it is recreated. */
    private static final Duration START_TIME = Duration.ofSeconds(30);

    private final LabPlan plan;
    private final Engine engine;
    private final ImageSupply images;
    private final LabRuns runs;
    private final Set<String> recreated = new HashSet<>();
    private boolean rebuilt;

    public ResetNodes(LabPlan plan, Engine engine, ImageSupply images, LabRuns runs) {
        this.plan = plan;
        this.engine = engine;
        this.images = images;
        this.runs = runs;
    }

    /**
     * Removes differences of nodes, as far as they are known. Others may be found afterwards.
     *
     * @return what was recreated because it could not be repaired
     */
    public List<Difference> run(LabComparison found, Deadline deadline) {
        List<Difference> ofSwarm = found.differences().stream()
                .filter(difference -> difference.where().equals(Difference.SWARM) && difference.cure() == Cure.REBUILD)
                .toList();
        if (!ofSwarm.isEmpty()) {
            return rebuildAll(ofSwarm.get(0).toString(), deadline);
        }
        Set<String> silent = names(found, Cure.RECREATE);
        Set<String> broken = names(found, Cure.REBUILD);
        silent.stream().filter(recreated::contains).forEach(broken::add);
        recreated.addAll(silent);
        silent.removeAll(broken);
        List<Difference> more = new ArrayList<>();
        try (LabRun lab = runs.begin(deadline)) {
            remove(lab, silent, broken);
            more.addAll(start(lab, found, Set.copyOf(union(silent, broken))));
        }
        try (LabRun lab = runs.begin(deadline.atMost(REPAIR_TIME))) {
            repair(lab, found);
            return more;
        } catch (Failure failure) {
            if (rebuilt || failure.kind() == FailureKind.INTERRUPTED || deadline.isPast()) {
                throw failure;
            }
            more.addAll(rebuildAll(failure.text(), deadline));
            return more;
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** The names of the nodes with such a difference. */
    private Set<String> names(LabComparison found, Cure cure) {
        Set<String> nodes = plan.nodes().stream().map(NodePlan::name).collect(Collectors.toSet());
        return found.differences().stream()
                .filter(difference -> difference.isOfNode() && difference.cure() == cure)
                .map(Difference::where)
                .filter(nodes::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void remove(LabRun lab, Set<String> containers, Set<String> withVolumes) {
        List<Runnable> tasks = new ArrayList<>();
        for (NodePlan node : plan.nodes()) {
            if (containers.contains(node.name()) || withVolumes.contains(node.name())) {
                tasks.add(() -> remove(lab, node, withVolumes.contains(node.name())));
            }
        }
        lab.parallel().allWithEveryFailure(tasks);
    }

    private void remove(LabRun lab, NodePlan node, boolean withVolume) {
        lab.observed().node(node.name()).ifPresent(container -> engine.removeContainer(container.id()));
        if (withVolume
                && lab.observed().volumes().stream()
                        .anyMatch(volume -> volume.name().equals(node.volume()))) {
            engine.removeVolume(node.volume());
        }
    }

    /** Starts the stopped nodes one by one, so that one that does not start is recreated, and no other. */
    private List<Difference> start(LabRun lab, LabComparison found, Set<String> removed) {
        NodeActions actions = new NodeActions(lab.opened());
        Queue<Difference> broken = new ConcurrentLinkedQueue<>();
        List<Runnable> tasks = new ArrayList<>();
        for (EngineContainer node : lab.observed().nodes()) {
            String name = LabClient.nameOf(node);
            boolean isStopped = found.differences().stream()
                    .anyMatch(difference -> difference.where().equals(name) && difference.kind() == Kind.NODE);
            if (isStopped && !removed.contains(name)) {
                tasks.add(() -> {
                    try {
                        actions.start(node, lab.deadline().atMost(START_TIME));
                    } catch (Failure failure) {
                        if (failure.kind() == FailureKind.INTERRUPTED
                                || lab.deadline().isPast()) {
                            throw failure;
                        }
                        broken.add(new Difference(Cure.REBUILD, name, Kind.NODE, "", failure.text(), ""));
                    }
                });
            }
        }
        lab.parallel().allOrFirstFailure(tasks);
        remove(lab, Set.of(), broken.stream().map(Difference::where).collect(Collectors.toSet()));
        return List.copyOf(broken);
    }

    private void repair(LabRun lab, LabComparison found) {
        new AcquireImages(lab, images).run();
        StartRegistryAndNodes.announce(lab);
        new RestoreNodes(lab).run();
        new StartRegistryAndNodes(lab, List.of()).run();
        demote(lab, found);
        new AwaitSwarm(lab).run();
    }

    /** The steps of {@code up} promote managers, but do not demote workers that were promoted by hand. */
    private void demote(LabRun lab, LabComparison found) {
        LabClient client = lab.opened();
        NodeActions actions = new NodeActions(client);
        plan.workers().stream()
                .filter(worker -> found.differences().stream()
                        .anyMatch(difference -> difference.kind() == Kind.ROLE
                                && difference.where().equals(worker.name())))
                .forEach(worker -> actions.demote(client.node(worker.name()), lab.deadline()));
    }

    private List<Difference> rebuildAll(String reason, Deadline deadline) {
        rebuilt = true;
        try (LabRun lab = runs.begin(deadline)) {
            lab.progress().say("every node is recreated: " + reason);
            Set<String> all = plan.nodes().stream().map(NodePlan::name).collect(Collectors.toSet());
            remove(lab, Set.of(), all);
        }
        return plan.nodes().stream()
                .map(node -> new Difference(Cure.REBUILD, node.name(), Kind.NODE, "", "of a broken swarm", ""))
                .toList();
    }
}
