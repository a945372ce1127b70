package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNetwork;

/** Removes the overlay networks that swarmlab created and the lab file no longer names, if nothing uses them. */
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

    /** A network in use stays: a service that the user has created may use it. */
    private void remove(NodeDaemon manager, SwarmNetwork network) {
        try {
            manager.removeNetwork(network.id());
            lab.progress().say("removed the network " + network.name());
        } catch (EngineException exception) {
            lab.notice("kept the network " + network.name() + ": " + exception.text());
        }
    }
}
