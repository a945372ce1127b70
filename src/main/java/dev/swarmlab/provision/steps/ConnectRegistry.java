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
            connect(lab, lab.engine().container(registry.container()), registry.address(), LabNames.REGISTRY);
            return registry.hostAddress();
        });
    }

    /** Starts a container of the class, and connects it to the lab's network unless it is. */
    static void connect(LabRun lab, EngineContainer container, String address, String alias) {
        String network = lab.plan().network().name();
        new EnsureContainer(lab.engine()).startIfStopped(container);
        if (!container.addresses().containsKey(network)) {
            lab.engine().connect(network, container.id(), address, alias);
        }
    }
}
