package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.LeaveSwarm;
import dev.swarmlab.progress.Step;
import java.time.Duration;
import java.util.List;

/**
 * Removes nodes that the lab file no longer names: managers are demoted, nodes are drained, and then the containers and
 * their volumes are removed. When the managers would have no quorum without one of them, the run ends before anything
 * is removed.
 */
public final class RemoveNodes implements Runnable {

    /** Managers that have just started count for the quorum only once the leader has reached them. */
    private static final Duration DEMOTION = Duration.ofMinutes(1);

    private final LabRun lab;
    private final List<EngineContainer> nodes;

    public RemoveNodes(LabRun lab, List<EngineContainer> nodes) {
        this.lab = lab;
        this.nodes = nodes;
    }

    @Override
    public void run() {
        if (nodes.isEmpty()) {
            return;
        }
        lab.progress().begin(Step.REMOVAL, nodes.size());
        LeaveSwarm swarm =
                new LeaveSwarm(lab.opened(), nodes, () -> lab.deadline().atMost(DEMOTION));
        List<EngineVolume> volumes = volumes();
        List<EngineContainer> leaving = LeaveSwarm.inOrder(
                nodes.stream().filter(node -> !staysMember(node, volumes)).toList());
        // One by one, since each demotion changes the quorum, and all before the first node is removed.
        leaving.forEach(swarm::giveUpVote);
        lab.parallel()
                .allOrFirstFailure(nodes.stream()
                        .<Runnable>map(node ->
                                leaving.contains(node) ? () -> remove(node, swarm) : () -> removeContainer(node))
                        .toList());
    }

    /** Whether the node will be recreated with its volume, which holds its membership in the swarm. */
    private boolean staysMember(EngineContainer node, List<EngineVolume> volumes) {
        return LabResources.isReplaceable(node, volumes)
                && ReplaceNodes.successor(node, lab.plan()).isPresent();
    }

    private void removeContainer(EngineContainer node) {
        lab.progress().during(Step.REMOVAL, LabClient.nameOf(node), () -> {
            lab.engine().removeContainer(node.id());
            return "";
        });
    }

    private void remove(EngineContainer node, LeaveSwarm swarm) {
        lab.progress().during(Step.REMOVAL, LabClient.nameOf(node), () -> {
            new DrainNode(lab).run(LabClient.nameOf(node), member -> swarm.isMember(node, member));
            lab.engine().removeContainer(node.id());
            volumes().stream()
                    .filter(volume -> LabResources.isRemovedWith(volume, node))
                    .forEach(volume -> lab.engine().removeVolume(volume.name()));
            removeMember(node, swarm);
            return "";
        });
    }

    private List<EngineVolume> volumes() {
        return LabResources.in(
                        EngineSnapshot.of(lab.engine(), lab.parallel()),
                        lab.plan().lab())
                .volumes();
    }

    /** Without this request, the swarm would list the node as ready until it misses its heartbeats. */
    private void removeMember(EngineContainer node, LeaveSwarm swarm) {
        try {
            swarm.removeMember(node);
        } catch (Failure nobodyAnswers) {
            lab.progress()
                    .say("removed " + LabClient.nameOf(node) + ", but the swarm still lists it: "
                            + nobodyAnswers.getMessage());
        }
    }
}
