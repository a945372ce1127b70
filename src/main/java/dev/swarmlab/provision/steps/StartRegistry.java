package dev.swarmlab.provision.steps;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.EnsureContainer;
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

/** Creates the lab's registry, or starts the existing one. */
public final class StartRegistry implements Runnable {

    private final LabRun lab;

    public StartRegistry(LabRun lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        lab.progress().during(Step.REGISTRY, LabNames.REGISTRY, () -> {
            EnsureContainer container = new EnsureContainer(lab.engine());
            onFreePort(registry -> startOrCreate(container, registry));
            return lab.registry().hostAddress();
        });
    }

    /**
     * An existing registry is started only with its own settings. With others it is recreated, and keeps its volume.
     */
    private void startOrCreate(EnsureContainer container, RegistryPlan registry) {
        Optional<EngineContainer> existing = lab.observed().ownRegistry();
        if (existing.isPresent() && registry.equals(lab.plan().registry()) && hasSettings(existing.get(), registry)) {
            container.startIfStopped(existing.get());
            return;
        }
        existing.ifPresent(former -> lab.engine().removeContainer(former.id()));
        create(container, registry);
    }

    private boolean hasSettings(EngineContainer container, RegistryPlan registry) {
        return container
                .label(Labels.SPECIFICATION)
                .equals(RegistryContainer.digest(registry, lab.plan().network().name()));
    }

    /** Uses spare ports while the port is in use, unless the lab file names the port. */
    private void onFreePort(Consumer<RegistryPlan> start) {
        RegistryPlan registry = lab.registry();
        while (true) {
            try {
                start.accept(registry);
                return;
            } catch (Failure refusal) {
                if (!registry.anyPort()
                        || !EnsureContainer.isInUse(List.of(LabRun.LOOPBACK), registry.hostPort(), refusal)) {
                    throw refusal;
                }
                lab.engine().removeContainer(registry.container());
                registry = lab.registryOnSparePort().orElseThrow(() -> refusal);
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
