package dev.swarmlab.lab;

import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.RegistryPlan;
import java.util.List;
import java.util.Map;

/** The container of a lab's registry. Its image must work like the official {@code registry} images. */
public final class RegistryContainer {

    /** The registry and the cache of a class are in the networks of all its labs, and must not connect them. */
    static final Map<String, String> NO_FORWARDING = Map.of("net.ipv4.ip_forward", "0");

    /** Without it, registry:3 logs an error every few seconds. */
    static final Map<String, String> ENVIRONMENT = Map.of("OTEL_TRACES_EXPORTER", "none");

    private RegistryContainer() {}

    /** A digest of the registry's settings in the lab file, from which a later run sees whether they have changed. */
    public static String digest(RegistryPlan registry, String network) {
        return SpecificationDigest.of(specification(registry, registry.image(), network, Map.of()));
    }

    public static ContainerSpecification specification(
            RegistryPlan registry, String image, String network, Map<String, String> labels) {
        return ContainerSpecification.builder()
                .name(registry.container())
                .image(image)
                .hostname(LabNames.REGISTRY)
                .environment(ENVIRONMENT)
                .labels(labels)
                .network(network)
                .address(registry.address())
                .aliases(List.of(LabNames.REGISTRY))
                .ports(List.of(new EnginePort(LabRun.LOOPBACK, registry.hostPort(), RegistryPlan.PORT, "tcp")))
                .kernelSettings(registry.forClass() ? NO_FORWARDING : Map.of())
                .mounts(List.of(ContainerMount.volume(registry.volume(), "/var/lib/registry")))
                .build();
    }
}
