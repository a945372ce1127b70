package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.Role;
import dev.swarmlab.progress.Step;
import dev.swarmlab.provision.LabRun;
import dev.swarmlab.provision.RegistryContainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the lab's registry, or starts the one that it has. */
public final class StartRegistry implements Runnable {

    private final LabRun lab;

    public StartRegistry(LabRun lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        RegistryPlan registry = lab.plan().registry();
        lab.progress().during(Step.REGISTRY, LabNames.REGISTRY, () -> {
            EnsureContainer container = new EnsureContainer(lab.engine());
            Optional<EngineContainer> existing = lab.observed().registry();
            if (existing.isPresent()) {
                container.startIfStopped(existing.get());
            } else {
                create(container, registry);
            }
            return registry.hostAddress();
        });
    }

    private void create(EnsureContainer container, RegistryPlan registry) {
        String network = lab.plan().network().name();
        Map<String, String> labels = lab.labels(
                Role.REGISTRY, LabNames.REGISTRY, registry.hostPort(), RegistryContainer.digest(registry, network));
        container.create(
                RegistryContainer.specification(registry, lab.actualImage(registry.image()), network, labels),
                registry.volume(),
                List.of());
    }
}
