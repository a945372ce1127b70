package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.progress.Step;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNetwork;
import java.util.List;
import java.util.Map;

/** Creates the overlay networks that the lab file names. */
public final class CreateOverlays implements Runnable {

    private final LabRun lab;

    public CreateOverlays(LabRun lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        List<OverlayNetwork> wanted = lab.plan().overlays();
        if (wanted.isEmpty()) {
            return;
        }
        NodeDaemon manager = lab.firstManager();
        List<SwarmNetwork> existing = manager.networks();
        lab.progress().begin(Step.NETWORKS, wanted.size());
        for (OverlayNetwork network : wanted) {
            lab.progress().during(Step.NETWORKS, network.name(), () -> {
                existing.stream()
                        .filter(other -> other.name().equals(network.name()))
                        .findFirst()
                        .ifPresentOrElse(other -> mustMatch(network, other), () -> create(manager, network));
                return network.name();
            });
        }
    }

    private void create(NodeDaemon manager, OverlayNetwork network) {
        Map<String, String> labels = Map.of(Labels.LAB, lab.plan().lab(), Labels.RUN, lab.id());
        String subnet = network.subnet() == null ? "" : network.subnet();
        manager.createNetwork(
                new SwarmNetwork("", network.name(), network.encrypted(), network.attachable(), subnet, labels));
    }

    private static void mustMatch(OverlayNetwork wanted, SwarmNetwork existing) {
        boolean matches = wanted.encrypted() == existing.encrypted()
                && wanted.attachable() == existing.attachable()
                && (wanted.subnet() == null || wanted.subnet().equals(existing.subnet()));
        if (!matches) {
            throw Failure.of(
                            FailureKind.FAILED,
                            "the network " + wanted.name() + " exists with other settings than in the lab file")
                    .because("it has the subnet " + existing.subnet() + ", is "
                            + (existing.encrypted() ? "encrypted" : "not encrypted") + " and "
                            + (existing.attachable() ? "attachable" : "not attachable"))
                    .advise("Remove the services that use the network, and then the network with: swarmlab exec"
                            + " manager -- docker network rm " + wanted.name() + "\nThen run the command again.");
        }
    }
}
