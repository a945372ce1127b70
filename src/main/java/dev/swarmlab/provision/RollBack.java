package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.LeaveSwarm;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Removes what a failed run created. When the lab has other nodes, the nodes that the run created leave the swarm
 * first. A node is kept when the managers would have no quorum without it.
 */
final class RollBack {

    private final Engine engine;
    private final Parallel parallel;
    private final Consumer<String> say;
    private final Duration leaveTime;

    /** @param leaveTime how long each node may take to leave the swarm */
    RollBack(Engine engine, Parallel parallel, Consumer<String> say, Duration leaveTime) {
        this.engine = engine;
        this.parallel = parallel;
        this.say = say;
        this.leaveTime = leaveTime;
    }

    /**
     * @param lab all resources of the lab
     * @param created the resources that the failed run created
     * @param replaced the names of nodes that have replaced earlier ones
     */
    void run(LabResources lab, LabResources created, Set<String> replaced) {
        List<EngineContainer> kept = created.containers().stream()
                .filter(container -> container.isRunning()
                        && (hasOlderVolume(lab, container) || replaced.contains(LabClient.nameOf(container))))
                .toList();
        kept.forEach(
                container -> say.accept("kept " + LabClient.nameOf(container) + ": the lab had it before this run"));
        LabResources removed = created.without(kept);
        if (lab.nodes().size() == removed.nodes().size() || removed.nodes().isEmpty()) {
            remove(lab, removed);
        } else {
            removeNodes(lab, removed);
        }
    }

    /** Whether a container's volume is from an earlier run, so that this run has only recreated the container. */
    private static boolean hasOlderVolume(LabResources lab, EngineContainer node) {
        return lab.volumes().stream()
                .filter(volume -> node.label(Labels.NODE).equals(volume.labels().get(Labels.NODE)))
                .map(EngineVolume::labels)
                .anyMatch(labels -> !node.label(Labels.RUN).equals(labels.get(Labels.RUN)));
    }

    private void removeNodes(LabResources lab, LabResources created) {
        try (LabClient client = LabClient.of(engine, lab)) {
            LeaveSwarm swarm = new LeaveSwarm(client, created.nodes(), () -> Deadline.in(leaveTime));
            List<EngineContainer> leavingSwarm = LeaveSwarm.inOrder(created.nodes().stream()
                    .filter(node -> !LabResources.isReplaceable(node, lab.volumes()))
                    .toList());
            List<EngineContainer> staying = new ArrayList<>();
            for (EngineContainer node : leavingSwarm) {
                try {
                    swarm.giveUpVote(node);
                } catch (Failure refusal) {
                    if (refusal.kind() == FailureKind.INTERRUPTED) {
                        throw refusal;
                    }
                    staying.add(node);
                    say.accept(
                            "kept " + LabClient.nameOf(node) + ": " + refusal.getMessage() + "\n" + refusal.advice());
                }
            }
            LabResources leaving = created.without(staying);
            remove(lab, leaving);
            leaving.nodes().stream().filter(leavingSwarm::contains).forEach(node -> removeMember(swarm, node));
        }
    }

    private void remove(LabResources lab, LabResources created) {
        // The other containers need the network, also when this run created it.
        boolean hasOthers = lab.containers().size() > created.containers().size();
        List<EngineNetwork> networks = hasOthers ? List.of() : created.networks();
        new Removal(engine, parallel)
                .remove(new LabResources(lab.name(), created.containers(), networks, created.volumes(), lab.ofClass()));
        say.accept("removed what this run created");
    }

    private void removeMember(LeaveSwarm swarm, EngineContainer node) {
        try {
            swarm.removeMember(node);
        } catch (Failure nobodyAnswers) {
            say.accept("removed " + LabClient.nameOf(node) + ", but the swarm still lists it: "
                    + nobodyAnswers.getMessage());
        }
    }
}
