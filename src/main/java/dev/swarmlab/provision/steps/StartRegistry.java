package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
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
        lab.progress().during(Step.REGISTRY, LabNames.REGISTRY, () -> {
            EnsureContainer container = new EnsureContainer(lab.engine());
            Optional<EngineContainer> existing = lab.observed().registry();
            if (existing.isPresent()) {
                container.startIfStopped(existing.get());
            } else {
                createOnFreePort(container);
            }
            return lab.registry().hostAddress();
        });
    }

    private void createOnFreePort(EnsureContainer container) {
        RegistryPlan place = lab.registry();
        while (true) {
            try {
                create(container, place);
                return;
            } catch (Failure refusal) {
                if (!place.anyPort() || !EnsureContainer.isTaken(place.hostPort(), refusal)) {
                    throw refusal;
                }
                lab.engine().removeContainer(place.container());
                place = lab.registryOnSparePort().orElseThrow(() -> refusal);
            }
        }
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
