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
 * Removes nodes that the lab file no longer wants: managers are demoted, tasks move to other nodes, then the container and
 * its volume are removed. A manager that the swarm can't do without ends the run before anything is removed.
 */
public final class RemoveNodes implements Runnable {

    /** A node whose tasks can't move, since no other node may run them, is removed all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Other managers may have just started, and count only once the leader has reached them. */
    private static final Duration DEMOTION = Duration.ofMinutes(1);

    private final LabRun lab;
    private final List<EngineContainer> departing;

    public RemoveNodes(LabRun lab, List<EngineContainer> departing) {
        this.lab = lab;
        this.departing = departing;
    }

    @Override
    public void run() {
        if (departing.isEmpty()) {
            return;
        }
        lab.progress().begin(Step.REMOVAL, departing.size());
        LeaveSwarm swarm =
                new LeaveSwarm(lab.opened(), departing, () -> lab.deadline().atMost(DEMOTION));
        List<EngineVolume> volumes = volumes();
        List<EngineContainer> leaving = LeaveSwarm.inOrder(
                departing.stream().filter(node -> !keepsItsPlace(node, volumes)).toList());
        // One after the other, as each leaves a smaller quorum; and all of them before the first is removed.
        leaving.forEach(swarm::giveUpVote);
        lab.parallel()
                .allOrFirstFailure(departing.stream()
                        .<Runnable>map(node ->
                                leaving.contains(node) ? () -> remove(node, swarm) : () -> removeContainer(node))
                        .toList());
    }

    /** Whether the node comes back with its volume, and so with its place in the swarm. */
    private boolean keepsItsPlace(EngineContainer node, List<EngineVolume> volumes) {
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
                    .filter(volume -> LabResources.goesWith(volume, node))
                    .forEach(volume -> lab.engine().removeVolume(volume.name()));
            strikeOff(node, swarm);
            return "";
        });
    }

    private List<EngineVolume> volumes() {
        return LabResources.in(
                        EngineSnapshot.of(lab.engine(), lab.parallel()),
                        lab.plan().lab())
                .volumes();
    }

    /** Else it would be listed as ready until the swarm misses its heartbeats. */
    private void strikeOff(EngineContainer node, LeaveSwarm swarm) {
        try {
            swarm.strikeOff(node);
        } catch (Failure nobodyAnswers) {
            lab.progress()
                    .say(LabClient.nameOf(node) + " is removed, but the swarm still lists it: "
                            + nobodyAnswers.getMessage());
        }
    }

    /**
     * Moves a node's tasks to other nodes, as far as that is possible.
     *
     * @throws Failure when the run's own time is over: then the node stays
     */
    private void drain(EngineContainer node, LeaveSwarm swarm) {
        String name = LabClient.nameOf(node);
        LabClient open = lab.opened();
        Deadline deadline = lab.deadline().atMost(PATIENCE);
        try {
            Await.until(
                    "the tasks of " + name + " to move",
                    deadline,
                    () -> open.ask(manager -> drained(manager, member -> swarm.isMember(node, member))));
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED || lab.deadline().isPast()) {
                throw failure;
            }
            lab.progress().say(name + " is removed with its tasks: " + failure.reason());
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
            return Answer.notYet("it has just been drained");
        }
        int running = manager.runningTasks(node.id());
        return Answer.readyIf(running == 0, running + " tasks still run there");
    }
}
