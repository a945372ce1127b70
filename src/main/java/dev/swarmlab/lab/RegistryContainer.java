package dev.swarmlab.lab;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.RegistryPlan;
import java.util.List;
import java.util.Map;

/** A lab's registry as a container, with the contract of the official {@code registry} images. */
public final class RegistryContainer {

    private RegistryContainer() {}

    /** A digest of all that the descriptor says of the registry, by which a later run sees whether it has changed. */
    public static String digest(RegistryPlan registry, String network) {
        return SpecificationDigest.of(specification(registry, registry.image(), network, Map.of()));
    }

    public static ContainerSpecification specification(
            RegistryPlan registry, String image, String network, Map<String, String> labels) {
        return new ContainerSpecification(
                registry.container(),
                image,
                LabNames.REGISTRY,
                false,
                List.of(),
                List.of(),
                Map.of("OTEL_TRACES_EXPORTER", "none"), // else registry:3 complains every few seconds
                labels,
                network,
                registry.address(),
                List.of(LabNames.REGISTRY),
                List.of(new EnginePort(LabRun.LOOPBACK, registry.hostPort(), RegistryPlan.PORT, "tcp")),
                List.of(ContainerMount.volume(registry.volume(), "/var/lib/registry")),
                List.of(),
                null,
                null);
    }
}
