package dev.swarmlab.provision;

import dev.swarmlab.diagnostics.Redaction;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineContainer.EnginePort;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.image.ExpectedImage;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.NodeContainer;
import dev.swarmlab.labfile.BindAddress;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.OverlayNetwork;
import dev.swarmlab.plan.CachePlan;
import dev.swarmlab.plan.ImagePlan;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.plan.RegistryPlan;
import dev.swarmlab.plan.Role;
import dev.swarmlab.report.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code up --dry-run} shows: the containers that would exist, and how they differ from those of the existing lab.
 *
 * @param exists whether the engine has resources of the lab
 * @param containers the registry, the pull-through cache if there is one, then the nodes, then the containers that would be removed
 * @param images the images that every node would have, as nodes name them
 * @param overlays the names of the overlay networks
 * @param stacks stack files by stack name
 * @param checks the names of the checks that would run after {@code up}; empty without {@code --check}
 * @param changes how the existing lab differs from the lab file, one sentence each
 * @param notices what would be pulled or built, and which images would be used instead of others, one sentence each
 */
public record PlanReport(
        String lab,
        boolean exists,
        String network,
        String subnet,
        List<ContainerReport> containers,
        List<String> images,
        List<String> overlays,
        Map<String, String> stacks,
        List<String> checks,
        List<String> changes,
        List<String> notices) {

    private static final String CREATE = "create";
    private static final String KEEP = "keep";
    private static final String START = "start";
    private static final String REPLACE = "replace";
    private static final String RECREATE = "recreate";
    private static final String REMOVE = "remove";

    /**
     * A container.
     *
     * @param action what would happen to it: create, keep, start, replace, recreate (with its volume) or remove
     * @param image the image that it would run
     * @param ports the ports in the container, by host address and port
     */
    public record ContainerReport(
            String node,
            String role,
            String action,
            String container,
            String image,
            String address,
            Map<String, Integer> ports) {}

    /**
     * Compares a plan with the lab on the engine.
     *
     * @param nodes the containers of nodes that would be removed, replaced or recreated
     * @param images the images that would be used, by their names in the lab file
     * @param changes the descriptions of all changes
     */
    static PlanReport of(
            LabPlan plan,
            LabResources observed,
            NodeChanges nodes,
            Map<String, ExpectedImage> images,
            List<String> changes) {
        List<ContainerReport> containers = new ArrayList<>();
        containers.add(registry(plan, observed.registry(), images));
        cache(plan, observed, images).ifPresent(containers::add);
        plan.nodes().forEach(node -> containers.add(node(node, observed.node(node.name()), nodes, images)));
        nodes.leaving().stream()
                .filter(container ->
                        plan.nodes().stream().noneMatch(node -> node.name().equals(container.label(Labels.NODE))))
                .forEach(container -> containers.add(removed(container)));
        return new PlanReport(
                plan.lab(),
                !observed.isEmpty(),
                plan.network().name(),
                plan.network().subnet().toString(),
                containers,
                plan.images().stream().map(ImagePlan::nodeReference).toList(),
                plan.overlays().stream().map(OverlayNetwork::name).toList(),
                stacks(plan),
                List.of(),
                changes,
                images.values().stream()
                        .map(ExpectedImage::remark)
                        .filter(remark -> !remark.isEmpty())
                        .toList());
    }

    /** The same report, with the checks that would run. */
    public PlanReport withChecks(List<Check> wanted) {
        List<String> names = wanted.stream().map(Check::name).toList();
        return new PlanReport(
                lab, exists, network, subnet, containers, images, overlays, stacks, names, changes, notices);
    }

    /** The same report, without the values in the changes: they may be those of variables of the lab file. */
    public PlanReport withoutValues() {
        return new PlanReport(
                lab,
                exists,
                network,
                subnet,
                containers,
                images,
                overlays,
                stacks,
                checks,
                changes.stream()
                        .map(change -> change.replaceFirst("(?s): .*", ": " + Redaction.REMOVED))
                        .toList(),
                notices);
    }

    private static Map<String, String> stacks(LabPlan plan) {
        Map<String, String> files = new LinkedHashMap<>();
        plan.stacks().forEach((name, stack) -> files.put(name, stack.file().toString()));
        return files;
    }

    private static ContainerReport registry(
            LabPlan plan, Optional<EngineContainer> existing, Map<String, ExpectedImage> images) {
        RegistryPlan registry = plan.registry();
        Optional<EngineContainer> kept = existing.filter(container -> ContainerChanges.hasSettings(container, plan));
        return new ContainerReport(
                "registry",
                "registry",
                kept.map(PlanReport::keepOrStart).orElse(existing.isPresent() ? RECREATE : CREATE),
                registry.container(),
                kept.map(EngineContainer::image).orElseGet(() -> actual(registry.image(), images)),
                registry.address(),
                Map.of(registry.hostAddress(), RegistryPlan.PORT));
    }

    private static Optional<ContainerReport> cache(
            LabPlan plan, LabResources observed, Map<String, ExpectedImage> images) {
        CachePlan cache = plan.cache();
        if (cache == null) {
            return observed.ownCache().map(PlanReport::removed);
        }
        Optional<EngineContainer> existing = observed.cache();
        Optional<EngineContainer> kept =
                existing.filter(container -> ContainerChanges.hasSettings(container, cache, plan));
        return Optional.of(new ContainerReport(
                LabNames.CACHE,
                Role.CACHE.word(),
                kept.map(PlanReport::keepOrStart).orElse(existing.isPresent() ? RECREATE : CREATE),
                cache.container(),
                kept.map(EngineContainer::image).orElseGet(() -> actual(cache.image(), images)),
                cache.address(),
                Map.of()));
    }

    private static ContainerReport node(
            NodePlan node, Optional<EngineContainer> existing, NodeChanges changes, Map<String, ExpectedImage> images) {
        Map<String, Integer> ports = new TreeMap<>();
        BindAddress bind = node.bind();
        if (bind != null) {
            ports.put(bind.withPort(node.apiPort()), NodeContainer.API_PORT);
        }
        node.ports().forEach(port -> ports.put(port.hostAddress() + ":" + port.hostPort(), port.containerPort()));
        boolean isRecreated = existing.filter(changes.recreated()::contains).isPresent();
        Optional<EngineContainer> kept =
                existing.filter(container -> !isRecreated && !changes.leaving().contains(container));
        return new ContainerReport(
                node.name(),
                node.role().word(),
                kept.map(PlanReport::keepOrStart)
                        .orElse(isRecreated ? RECREATE : existing.isPresent() ? REPLACE : CREATE),
                node.container(),
                kept.map(EngineContainer::image)
                        .orElseGet(() -> actual(node.settings().image(), images)),
                node.address(),
                ports);
    }

    private static ContainerReport removed(EngineContainer container) {
        Map<String, Integer> ports = new TreeMap<>();
        for (EnginePort port : container.ports()) {
            ports.put(port.hostAddress() + ":" + port.hostPort(), port.containerPort());
        }
        return new ContainerReport(
                container.label(Labels.NODE),
                container.label(Labels.ROLE),
                REMOVE,
                container.name(),
                container.image(),
                container.addresses().values().stream().findFirst().orElse(""),
                ports);
    }

    private static String keepOrStart(EngineContainer container) {
        return container.isRunning() ? KEEP : START;
    }

    /** The image to use for an image that the lab file names. */
    static String actual(String image, Map<String, ExpectedImage> images) {
        ExpectedImage expected = images.get(image);
        return expected == null ? image : expected.reference();
    }

    public String table() {
        Table table = new Table("NODE", "ROLE", "ACTION", "CONTAINER", "IMAGE", "ADDRESS", "PORTS");
        containers.forEach(container -> table.row(
                container.node(),
                container.role(),
                container.action(),
                container.container(),
                container.image(),
                container.address(),
                container.ports().toString().replaceAll("[{}]", "").replace("=", "->")));
        return table.text() + "\nnetwork  " + network + " " + subnet + "\n"
                + lines("image    ", images)
                + lines("overlay  ", overlays)
                + lines("stack    ", stacks.keySet())
                + lines("check    ", checks)
                + lines("change   ", changes)
                + lines("note     ", notices)
                + summary() + "\n";
    }

    private static String lines(String heading, Collection<String> values) {
        return values.stream().map(value -> heading + value + "\n").collect(Collectors.joining());
    }

    private String summary() {
        if (!exists) {
            return "\nThe lab " + lab + " does not exist: up creates it.";
        }
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        containers.stream()
                .filter(container -> !container.action().equals(KEEP))
                .forEach(container -> nodes.computeIfAbsent(container.action(), action -> new ArrayList<>())
                        .add(container.node()));
        String changes = nodes.entrySet().stream()
                .map(entry -> entry.getKey() + "s " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
        return "\nThe lab " + lab + " exists: up " + (changes.isEmpty() ? "keeps its containers" : changes) + ".";
    }
}
