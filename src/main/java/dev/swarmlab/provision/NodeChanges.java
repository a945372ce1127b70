package dev.swarmlab.provision;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NodeContainer;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.provision.steps.ReplaceNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * The containers of an existing lab's nodes that don't match the plan, by what must be done to them.
 *
 * @param unfinished were never started. An {@code up} that was killed may not have copied their certificates into them
 * @param unwanted are of nodes that the plan does not have
 * @param replaced are of workers with other settings: they become new nodes
 * @param recreated are of managers with other settings: they get a new container for their volume, which holds the
 *     swarm's state
 */
record NodeChanges(
        List<EngineContainer> unfinished,
        List<EngineContainer> unwanted,
        List<EngineContainer> replaced,
        List<EngineContainer> recreated) {

    /** @param runsFormerBuild whether a container runs an earlier build of its node's image */
    static NodeChanges of(LabPlan plan, LabResources observed, BiPredicate<EngineContainer, NodePlan> runsFormerBuild) {
        NodeChanges changes =
                new NodeChanges(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (EngineContainer container : observed.nodes()) {
            Optional<NodePlan> node = ReplaceNodes.successor(container, plan);
            if (container.wasNeverStarted()) {
                changes.unfinished.add(container);
            } else if (node.isEmpty()) {
                changes.unwanted.add(container);
            } else if (!hasSettings(container, node.get(), plan) || runsFormerBuild.test(container, node.get())) {
                (node.get().isManager() ? changes.recreated : changes.replaced).add(container);
            }
        }
        return changes;
    }

    /** Whether a container was created with the settings that the plan has for its node. */
    static boolean hasSettings(EngineContainer container, NodePlan node, LabPlan plan) {
        return NodeContainer.isBoundTo(container, node)
                && container
                        .label(Labels.SPECIFICATION)
                        .equals(NodeContainer.digest(node, plan.network().name()));
    }

    /** The containers of nodes that leave the swarm. */
    List<EngineContainer> leaving() {
        return Stream.of(unfinished, unwanted, replaced).flatMap(List::stream).toList();
    }

    /** Recreated managers that do not run. Their containers can be removed at once. */
    List<EngineContainer> stopped() {
        return recreated.stream().filter(container -> !container.isRunning()).toList();
    }

    /** Recreated managers that run. The swarm may need each of them until the one before is back. */
    List<EngineContainer> running() {
        return recreated.stream().filter(EngineContainer::isRunning).toList();
    }

    /** What remains of the lab until the running managers are recreated. */
    LabResources remaining(LabResources observed) {
        return observed.without(leaving()).withoutContainers(stopped());
    }
}
