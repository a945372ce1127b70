package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.EnsureContainer;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.progress.Step;

/** Connects the registry of the class to the network of a student's lab, which has no registry of its own. */
public final class ConnectRegistry implements Runnable {

    private final LabRun lab;

    public ConnectRegistry(LabRun lab) {
        this.lab = lab;
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
    }
}
