package dev.swarmlab.lab;

import dev.swarmlab.certificate.KeyPairInPem;
import dev.swarmlab.certificate.LabAuthority;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.ContainerdSidecar;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.PublishedPort;
import dev.swarmlab.labfile.VolumeMount;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.RegistryPlan;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The container of a node. Its image must work like the official {@code docker:dind} images: arguments that begin with
 * a hyphen are options of the daemon, and with certificates in {@code /certs/server} the daemon listens on port 2376
 * with mutual TLS.
 */
public final class NodeContainer {

    /** The daemon's port with mutual TLS. */
    public static final int API_PORT = 2376;

    /** The argument that lets every node use the lab's registry without TLS. */
    static final String INSECURE_REGISTRY = "--insecure-registry=" + RegistryPlan.NODE_ADDRESS;

    /** The file in each node with the lab's certificate authority, so that every user of the engine can add nodes. */
    public static final String AUTHORITY_FILE = "/certs/authority/authority.pem";

    private static final String SWARMLAB_FOLDER = "/usr/local/lib/swarmlab";

    private static final int ROOT_ONLY = 0600;

    private NodeContainer() {}

    public static ContainerSpecification specification(
            NodePlan node, String image, List<String> entrypoint, String network, Map<String, String> labels) {
        List<EnginePort> ports = new ArrayList<>();
        for (String address : node.apiAddresses()) {
            ports.add(new EnginePort(address, node.apiPort(), API_PORT, "tcp"));
        }
        node.ports().stream().map(NodeContainer::port).forEach(ports::add);
        List<ContainerMount> mounts = new ArrayList<>();
        mounts.add(ContainerMount.volume(node.volume(), "/var/lib/docker"));
        node.volumes().stream().map(NodeContainer::mount).forEach(mounts::add);
        List<String> arguments = new ArrayList<>();
        arguments.add(INSECURE_REGISTRY);
        if (node.mirrored()) {
            arguments.add(CacheContainer.MIRROR);
        }
        arguments.addAll(node.settings().args());
        BigDecimal processors = node.settings().cpus();
        return ContainerSpecification.builder()
                .name(node.container())
                .image(image)
                .hostname(node.name())
                .privileged()
                .entrypoint(entrypoint)
                .arguments(arguments)
                .environment(Map.of("DOCKER_TLS_CERTDIR", "/certs"))
                .labels(labels)
                .network(network)
                .address(node.address())
                .aliases(List.of(node.name()))
                .ports(ports)
                .mounts(mounts)
                .temporaryFolders(List.of("/run")) // empty after each start, as on a host
                .memoryBytes(node.settings().memoryBytes())
                .processors(processors == null ? null : processors.doubleValue())
                .build();
    }

    /**
     * A digest of the settings that the lab file has for a node, from which a later run sees whether they have changed.
     * The address of {@code up --bind} is not part of it; {@link #isBoundTo} compares it.
     */
    public static String digest(NodePlan node, String network) {
        NodePlan unbound = node.boundTo(null);
        return SpecificationDigest.of(specification(unbound, node.settings().image(), List.of(), network, Map.of()));
    }

    /** The labels of a node's container, in addition to those that every container of a lab has. */
    public static Map<String, String> labels(NodePlan node) {
        BindAddress bind = node.bind();
        return bind == null ? Map.of() : Map.of(Labels.BIND, bind.text());
    }

    /** Whether the daemon of an existing node is published on the same addresses as that of the plan. */
    public static boolean isBoundTo(EngineContainer container, NodePlan node) {
        return container.label(Labels.BIND).equals(labels(node).getOrDefault(Labels.BIND, ""));
    }

    /**
     * The entrypoint for nodes of an image: a script that starts containerd, and then the image's entrypoint. Empty
     * when the image has no entrypoint, since its arguments may have another meaning.
     */
    public static List<String> entrypoint(EngineImage image) {
        return image.entrypoint().isEmpty()
                ? List.of()
                : Stream.concat(ContainerdSidecar.command(SWARMLAB_FOLDER).stream(), image.entrypoint().stream())
                        .toList();
    }

    /**
     * The files that must be in the container before its daemon starts.
     *
     * @param hostAddresses the addresses of the host at which other computers reach the daemon
     */
    public static List<ContainerFile> files(NodePlan node, LabAuthority authority, List<String> hostAddresses) {
        return Stream.concat(
                        ContainerdSidecar.files(SWARMLAB_FOLDER).stream(), certificates(node, authority, hostAddresses))
                .toList();
    }

    private static Stream<ContainerFile> certificates(
            NodePlan node, LabAuthority authority, List<String> hostAddresses) {
        KeyPairInPem server = authority.forServer(node.name(), node.address(), hostAddresses);
        return Stream.of(
                file("/certs/server/ca.pem", authority.certificatePem()),
                file("/certs/server/cert.pem", server.certificate()),
                file("/certs/server/key.pem", server.privateKey()),
                file(AUTHORITY_FILE, authority.toPem()));
    }

    private static ContainerFile file(String path, String content) {
        return new ContainerFile(path, ROOT_ONLY, content.getBytes(StandardCharsets.UTF_8));
    }

    private static EnginePort port(PublishedPort port) {
        return new EnginePort(
                port.hostAddress(),
                port.hostPort(),
                port.containerPort(),
                port.protocol().name().toLowerCase(Locale.ROOT));
    }

    private static ContainerMount mount(VolumeMount volume) {
        return new ContainerMount(
                ContainerMount.Kind.BIND, volume.source().toString(), volume.target(), volume.readOnly());
    }
}
