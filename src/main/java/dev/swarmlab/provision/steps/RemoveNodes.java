package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Reported;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.LeaveSwarm;
import dev.swarmlab.progress.Step;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.swarm.NodeAvailability;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Removes nodes that the lab file no longer names: managers are demoted, nodes are drained, and then the containers and
 * their volumes are removed. When the managers would have no quorum without one of them, the run ends before anything
 * is removed.
 */
public final class RemoveNodes implements Runnable {

    /** After this time, a node is removed with the tasks that can't run on another node. */
    private static final Duration DRAIN_TIME = Duration.ofSeconds(15);

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
            drain(node, swarm);
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

    /**
     * Moves a node's tasks to other nodes, as far as possible.
     *
     * @throws Failure at the deadline of the run: then the node is not removed
     */
    private void drain(EngineContainer node, LeaveSwarm swarm) {
        String name = LabClient.nameOf(node);
        LabClient client = lab.opened();
        Deadline deadline = lab.deadline().atMost(DRAIN_TIME);
        try {
            Await.until(
                    "the tasks of " + name + " to move",
                    deadline,
                    () -> client.ask(manager -> drained(manager, member -> swarm.isMember(node, member))));
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED || lab.deadline().isPast()) {
                throw failure;
            }
            lab.progress().say("removing " + name + " with its tasks: " + failure.reason());
        }
    }

    private static Answer drained(NodeDaemon manager, Predicate<SwarmNode> leaving) {
        Optional<SwarmNode> known = manager.nodes().stream()
                .filter(member -> leaving.test(member) && member.isReady())
                .findFirst();
        if (known.isEmpty()) {
            return Answer.ready();
        }
        SwarmNode node = known.get();
        if (!node.availability().is(NodeAvailability.DRAIN)) {
            manager.update(node, node.role(), Reported.of(NodeAvailability.DRAIN), node.labels());
            return Answer.notYet("it is being drained");
        }
        int running = manager.runningTasks(node.id());
        return Answer.readyIf(running == 0, running + " of its tasks still run");
    }
}
