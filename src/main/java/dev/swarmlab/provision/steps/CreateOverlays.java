package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.stack.StackRemoval;
import dev.swarmlab.swarm.NodeDaemon;
import dev.swarmlab.swarm.SwarmNetwork;
import dev.swarmlab.swarm.SwarmService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Creates the overlay networks that the lab file names. A network with other settings is removed before, together with
 * the lab's stacks that use it, which are deployed again afterwards.
 */
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
                        .ifPresentOrElse(other -> createAgain(manager, network, other), () -> create(manager, network));
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

    /** The differences between a network and the lab file, as in {@code encrypted false -> true}; empty for none. */
    public static List<String> changes(OverlayNetwork wanted, SwarmNetwork existing) {
        List<String> changes = new ArrayList<>();
        if (wanted.subnet() != null && !wanted.subnet().equals(existing.subnet())) {
            changes.add("subnet " + existing.subnet() + " -> " + wanted.subnet());
        }
        if (wanted.encrypted() != existing.encrypted()) {
            changes.add("encrypted " + existing.encrypted() + " -> " + wanted.encrypted());
        }
        if (wanted.attachable() != existing.attachable()) {
            changes.add("attachable " + existing.attachable() + " -> " + wanted.attachable());
        }
        return changes;
    }

    private void createAgain(NodeDaemon manager, OverlayNetwork wanted, SwarmNetwork existing) {
        List<String> changes = changes(wanted, existing);
        if (changes.isEmpty()) {
            return;
        }
        if (!existing.labels().containsKey(Labels.LAB)) {
            throw refused(wanted, changes, "swarmlab did not create it");
        }
        lab.notice("the network " + wanted.name() + " is created again: " + String.join(", ", changes));
        try {
            removeStacks(manager, existing);
            manager.removeNetwork(existing.id());
        } catch (EngineException inUse) {
            throw refused(wanted, changes, inUse.text());
        }
        create(manager, wanted);
    }

    /** Removes the lab's stacks that use a network, if all services that use it are of such stacks. */
    private void removeStacks(NodeDaemon manager, SwarmNetwork network) {
        List<String> own = DeployStacks.deployedBefore(manager.swarmLabels());
        List<String> using = manager.services().stream()
                .filter(service -> service.networks().contains(network.id())
                        || service.networks().contains(network.name()))
                .map(SwarmService::stack)
                .distinct()
                .toList();
        if (!own.containsAll(using)) {
            return; // the swarm refuses to remove the network, and names the service
        }
        LabClient client = lab.opened();
        for (String stack : using) {
            lab.notice("the stack " + stack + " is removed and deployed again, since it uses the network "
                    + network.name());
            new StackRemoval(client).run(stack, lab.deadline());
        }
    }

    private static Failure refused(OverlayNetwork wanted, List<String> changes, String reason) {
        return Failure.of(
                        FailureKind.FAILED,
                        "the network " + wanted.name() + " exists with other settings than in the lab file: "
                                + String.join(", ", changes))
                .because(reason)
                .advise("Remove the services that use the network, and then the network with: swarmlab exec"
                        + " manager -- docker network rm " + wanted.name() + "\nThen run the command again.");
    }
}
