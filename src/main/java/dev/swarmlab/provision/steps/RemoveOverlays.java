package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNetwork;

/** Removes the overlay networks that the descriptor named once and names no more, when no stack is on them any more. */
public final class RemoveOverlays implements Runnable {

    private final LabRun lab;

    public RemoveOverlays(LabRun lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        if (lab.observed().isEmpty()) {
            return;
        }
        NodeDaemon manager = lab.firstManager();
        manager.networks().stream()
                .filter(network -> network.labels().containsKey(Labels.LAB))
                .filter(network -> lab.plan().overlays().stream()
                        .noneMatch(wanted -> wanted.name().equals(network.name())))
                .forEach(network -> remove(manager, network));
    }

    /** One that is in use stays: something that a student made may be on it. */
    private void remove(NodeDaemon manager, SwarmNetwork network) {
        try {
            manager.removeNetwork(network.id());
            lab.progress().say("removed the network " + network.name());
        } catch (EngineException exception) {
            lab.notice("left the network " + network.name() + ": " + exception.text());
        }
    }
}
