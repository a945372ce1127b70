package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.lab.RegistryContainer;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.Role;
import dev.swarmlab.progress.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
            onFreePort(place -> startOrCreate(container, place));
            return lab.registry().hostAddress();
        });
    }

    /** The registry that the lab has goes on at its own port only. Wherever it is created again, it has its volume. */
    private void startOrCreate(EnsureContainer container, RegistryPlan place) {
        Optional<EngineContainer> existing = lab.observed().registry();
        if (existing.isPresent() && place.equals(lab.plan().registry())) {
            container.startIfStopped(existing.get());
        } else {
            create(container, place);
        }
    }

    /** A port that nobody asked for may be taken, also by what an engine that was killed has left of this container. */
    private void onFreePort(Consumer<RegistryPlan> start) {
        RegistryPlan place = lab.registry();
        while (true) {
            try {
                start.accept(place);
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
