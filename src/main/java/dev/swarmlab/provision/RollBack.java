package dev.swarmlab.provision;

import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineContainer;
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
 * Removes what a failed run made. Where other nodes stay, those that it made leave the swarm first; a node that the swarm
 * can't do without stays.
 */
final class RollBack {

    private final Engine engine;
    private final Parallel parallel;
    private final Consumer<String> say;
    private final Duration patience;

    /** @param patience how long to wait for the swarm to let each node go */
    RollBack(Engine engine, Parallel parallel, Consumer<String> say, Duration patience) {
        this.engine = engine;
        this.parallel = parallel;
        this.say = say;
        this.patience = patience;
    }

    /**
     * @param lab all there is of the lab
     * @param made what the failed run made of it
     * @param replaced the names of nodes that took the places of earlier ones, and work
     */
    void run(LabResources lab, LabResources made, Set<String> replaced) {
        if (lab.nodes().size() == made.nodes().size() || made.nodes().isEmpty()) {
            remove(made);
            return;
        }
        List<EngineContainer> returned = made.nodes().stream()
                .filter(node -> node.isRunning() && (isOlder(lab, node) || replaced.contains(LabClient.nameOf(node))))
                .toList();
        returned.forEach(node -> say.accept(LabClient.nameOf(node) + " stays: it was part of the lab before"));
        removeNodes(lab, made.without(returned));
    }

    /** Whether a node's volume is from an earlier run, so that this run has only brought the node back. */
    private static boolean isOlder(LabResources lab, EngineContainer node) {
        return lab.volumes().stream()
                .filter(volume -> node.label(Labels.NODE).equals(volume.labels().get(Labels.NODE)))
                .map(EngineVolume::labels)
                .anyMatch(labels -> !node.label(Labels.RUN).equals(labels.get(Labels.RUN)));
    }

    private void removeNodes(LabResources lab, LabResources made) {
        try (LabClient open = LabClient.of(engine, lab)) {
            LeaveSwarm swarm = new LeaveSwarm(open, made.nodes(), () -> Deadline.in(patience));
            List<EngineContainer> leavingSwarm = LeaveSwarm.inOrder(made.nodes().stream()
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
                    say.accept(LabClient.nameOf(node) + " stays: " + refusal.getMessage() + ". " + refusal.advice());
                }
            }
            LabResources leaving = made.without(staying);
            // The network carries the nodes that stay, whoever made it.
            remove(new LabResources(lab.name(), leaving.containers(), List.of(), leaving.volumes()));
            leaving.nodes().stream().filter(leavingSwarm::contains).forEach(node -> strikeOff(swarm, node));
        }
    }

    private void remove(LabResources made) {
        new Removal(engine, parallel).remove(made);
        say.accept("removed what this run had made");
    }

    private void strikeOff(LeaveSwarm swarm, EngineContainer node) {
        try {
            swarm.strikeOff(node);
        } catch (Failure nobodyAnswers) {
            say.accept(LabClient.nameOf(node) + " is removed, but the swarm still lists it: "
                    + nobodyAnswers.getMessage());
        }
    }
}
