package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.progress.Step;
import java.util.Map;

/** Connects the registry of the class to the network of a student's lab, which has no registry of its own. */
public final class ConnectRegistry implements Runnable {

    private final LabRun lab;
    private final Map<String, String> digests;

    /** @param digests the digests of the images in the registry, by the images' names on the nodes */
    public ConnectRegistry(LabRun lab, Map<String, String> digests) {
        this.lab = lab;
        this.digests = digests;
    }

    @Override
    public void run() {
        lab.progress().during(Step.REGISTRY, LabNames.REGISTRY, () -> {
            RegistryPlan registry = lab.plan().registry();
            String network = lab.plan().network().name();
            EngineContainer container = lab.engine().container(registry.container());
            new EnsureContainer(lab.engine()).startIfStopped(container);
            if (!container.addresses().containsKey(network)) {
                lab.engine().connect(network, container.id(), registry.address(), LabNames.REGISTRY);
            }
            return registry.hostAddress();
        });
        lab.pushedDigests().complete(digests);
    }
}
