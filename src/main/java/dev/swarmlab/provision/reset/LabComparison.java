package dev.swarmlab.provision.reset;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.lab.LabRun;
import dev.swarmlab.labfile.Availability;
import dev.swarmlab.plan.ImagePlan;
import dev.swarmlab.plan.LabPlan;
import dev.swarmlab.plan.NodePlan;
import dev.swarmlab.provision.reset.Difference.Cure;
import dev.swarmlab.provision.reset.Difference.Kind;
import dev.swarmlab.provision.reset.LabInventory.DaemonInventory;
import dev.swarmlab.provision.reset.LabInventory.NodeInventory;
import dev.swarmlab.provision.reset.LabInventory.RegistryInventory;
import dev.swarmlab.swarm.NodeContents;
import dev.swarmlab.swarm.NodeRole;
import dev.swarmlab.swarm.SwarmContents;
import dev.swarmlab.swarm.SwarmMembership;
import dev.swarmlab.swarm.SwarmNode;
import dev.swarmlab.swarm.SwarmObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares a lab with the state right after {@code up}: with the plan, and with what {@code up} recorded of its stacks.
 */
public final class LabComparison {

    private static final String QUORUM_LOST = "has lost its quorum";

    private final LabPlan plan;
    private final LabInventory now;
    private final List<Difference> differences = new ArrayList<>();
    private Set<String> kept = Set.of();
    private Set<String> stacks = Set.of();

    private LabComparison(LabPlan plan, LabInventory now) {
        this.plan = plan;
        this.now = now;
    }

    /**
     * Reads the lab of a run, and compares it with the run's plan. Changes nothing.
     *
     * @param restored what was restored before
     */
    public static LabComparison of(LabRun lab, Restored restored) {
        return of(lab.plan(), new InventoryReader(lab, restored).read(), restored);
    }

    static LabComparison of(LabPlan plan, LabInventory now, Restored restored) {
        LabComparison comparison = new LabComparison(plan, now);
        comparison.compare(restored);
        return comparison;
    }

    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /** Whether nodes must be restored before anything else. */
    public boolean concernsNodes() {
        return differences.stream().anyMatch(Difference::isOfNode);
    }

    /** The ids of the services that belong to the lab and have not changed. */
    Set<String> kept() {
        return kept;
    }

    /** The names of the stacks that must be deployed. */
    Set<String> stacks() {
        return stacks;
    }

    /** What the next comparison need not ask when it follows this one, which has no differences of nodes. */
    Restored findings(Restored restored) {
        Map<String, SwarmMembership> members = new HashMap<>();
        now.nodes().values().forEach(node -> node.container().ifPresent(container -> node.daemon()
                .ifPresent(daemon -> members.put(container.id(), daemon.membership()))));
        return restored.with(members, now.registry());
    }

    boolean has(Cure cure, Kind kind) {
        return differences.stream().anyMatch(each -> each.cure() == cure && each.kind() == kind);
    }

    private void compare(Restored restored) {
        plan.nodes().forEach(this::node);
        registry(now.registry());
        if (plan.cache() != null && now.cache().isEmpty()) {
            add(Cure.RESTORE, Difference.CACHE, Kind.CACHE, "", "does not run");
        }
        if (now.swarm().isEmpty()) {
            noManager();
            return;
        }
        SwarmContents swarm = now.swarm().get();
        settings(swarm);
        SwarmComparison objects =
                new SwarmComparison(plan, swarm, restored.hasFreshVolumes() ? Set.of() : withVolumes());
        differences.addAll(objects.differences());
        kept = objects.kept();
        stacks = objects.stacks();
        for (NodePlan node : plan.nodes()) {
            inventory(node).daemon().ifPresent(daemon -> contents(node, daemon, swarm));
        }
    }

    /** The ids of the services whose tasks have volumes. */
    private Set<String> withVolumes() {
        return now.nodes().values().stream()
                .flatMap(node -> node.daemon().stream())
                .flatMap(daemon -> daemon.containers().stream())
                .filter(container -> !container.volumes().isEmpty())
                .map(NodeContents.Container::service)
                .collect(Collectors.toSet());
    }

    /** A swarm whose other managers have left it will never have a leader again. When all have left, it has ended. */
    private void noManager() {
        int managers = plan.managers().size();
        long lost = plan.managers().stream()
                .flatMap(node -> inventory(node).daemon().stream())
                .map(DaemonInventory::membership)
                .filter(own -> own.isInactive() || own.isLocked())
                .count();
        if (lost < managers && managers - lost <= managers / 2) {
            add(Cure.REBUILD, Difference.SWARM, Kind.MEMBERSHIP, "", QUORUM_LOST);
        } else {
            add(Cure.RESTORE, Difference.SWARM, Kind.MEMBERSHIP, "", "has no manager that answers");
        }
    }

    private NodeInventory inventory(NodePlan node) {
        return Optional.ofNullable(now.nodes().get(node.name())).orElseThrow();
    }

    private void add(Cure cure, String where, Kind kind, String name, String reason) {
        differences.add(new Difference(cure, where, kind, name, reason, ""));
    }

    private void remove(String where, Kind kind, String name, String reason, String id) {
        differences.add(new Difference(Cure.REMOVE, where, kind, name, reason, id));
    }

    // Nodes

    private void node(NodePlan node) {
        NodeInventory known = inventory(node);
        if (known.container().isEmpty()) {
            add(Cure.RESTORE, node.name(), Kind.NODE, "", "has no container");
            return;
        }
        EngineContainer container = known.container().get();
        if (container.wasNeverStarted()) {
            add(Cure.RECREATE, node.name(), Kind.NODE, "", "was never started");
            return;
        }
        if (!known.changedFiles().isEmpty()) {
            add(Cure.RECREATE, node.name(), Kind.FILES, String.join(" ", known.changedFiles()), "changed");
        } else if (!known.hasAuthority()) {
            add(Cure.RECREATE, node.name(), Kind.FILES, "/certs", "changed");
        }
        if (!container.isRunning()) {
            add(Cure.RESTORE, node.name(), Kind.NODE, "", "is " + container.state());
        } else if (known.daemon().isEmpty()) {
            add(Cure.RECREATE, node.name(), Kind.NODE, "", "does not answer: " + known.silence());
        } else {
            membership(node, known.daemon().get().membership());
        }
    }

    private void membership(NodePlan node, SwarmMembership own) {
        if (own.isLocked()) {
            add(Cure.REBUILD, node.name(), Kind.MEMBERSHIP, "", "in the swarm is locked");
            return;
        }
        if (!own.isActive() || !own.address().equals(node.address())) {
            add(Cure.RESTORE, node.name(), Kind.MEMBERSHIP, "", "in the swarm is " + own.state());
            return;
        }
        if (now.swarm().isEmpty()) {
            return;
        }
        Optional<SwarmNode> member = member(own, now.swarm().get());
        if (member.isEmpty()) {
            add(Cure.RESTORE, node.name(), Kind.MEMBERSHIP, "", "is unknown to the managers");
        } else if (!member.get().isReady() || member.get().isUnreachable()) {
            add(
                    Cure.RESTORE,
                    node.name(),
                    Kind.MEMBERSHIP,
                    "",
                    "in the swarm is " + member.get().state());
        } else {
            role(node, member.get());
        }
    }

    private void role(NodePlan node, SwarmNode member) {
        NodeRole wanted = node.isManager() ? NodeRole.MANAGER : NodeRole.WORKER;
        if (!member.role().is(wanted) || member.votes() != node.isManager()) {
            add(Cure.RESTORE, node.name(), Kind.ROLE, "", "is " + member.role());
        }
    }

    private static Optional<SwarmNode> member(SwarmMembership own, SwarmContents swarm) {
        return swarm.nodes().stream()
                .filter(node -> node.id().equals(own.nodeId()))
                .findFirst();
    }

    // The registry

    private void registry(RegistryInventory registry) {
        if (registry.container().isEmpty() || !registry.container().get().isRunning()) {
            add(Cure.RESTORE, Difference.REGISTRY, Kind.REGISTRY, "", "does not run");
            return;
        }
        Set<String> wanted = plan.images().stream().map(ImagePlan::path).collect(Collectors.toCollection(TreeSet::new));
        Set<String> foreign = new TreeSet<>(registry.images());
        foreign.removeAll(wanted);
        // Registries delete images only if their configuration allows it, and then keep their layers.
        // The registry of a class has images of other labs too.
        if (plan.ownsRegistry() && !foreign.isEmpty()) {
            add(
                    Cure.RECREATE,
                    Difference.REGISTRY,
                    Kind.REGISTRY,
                    "",
                    "has other images: " + String.join(" ", foreign));
        }
        if (now.nodes().values().stream().allMatch(node -> node.daemon().isEmpty())) {
            return; // only nodes can ask the registry for digests
        }
        for (ImagePlan image : plan.images()) {
            String digest = registry.digests().getOrDefault(image.nodeReference(), "");
            if (digest.isEmpty()) {
                add(Cure.RESTORE, Difference.REGISTRY, Kind.IMAGE, image.path(), "is missing");
            } else if (!registry.pushed()
                    .getOrDefault(image.nodeReference(), List.of())
                    .contains(digest)) {
                add(Cure.RESTORE, Difference.REGISTRY, Kind.IMAGE, image.path(), "is not the one that was pushed");
            }
        }
    }

    // The swarm

    private void settings(SwarmContents swarm) {
        if (swarm.settings().hasOtherAddresses()) {
            add(Cure.REBUILD, Difference.SWARM, Kind.SETTINGS, "", "contain another pool of addresses");
        }
        swarm.settings()
                .changed()
                .forEach(change -> add(Cure.RESTORE, Difference.SWARM, Kind.SETTINGS, "", "were changed: " + change));
    }

    // What each node holds

    private void contents(NodePlan node, DaemonInventory daemon, SwarmContents swarm) {
        member(daemon.membership(), swarm).ifPresent(member -> values(node, member));
        List<NodeContents.Container> ofLab = daemon.containers().stream()
                .filter(container -> kept.contains(container.service()))
                .toList();
        // The containers of a service are removed with it.
        Set<String> services = swarm.objects().stream().map(SwarmObject::id).collect(Collectors.toSet());
        daemon.containers().stream()
                .filter(container -> !services.contains(container.service()))
                .forEach(container -> remove(
                        node.name(),
                        Kind.CONTAINER,
                        container.name(),
                        container.service().isEmpty() ? "belongs to no service" : "belongs to a removed service",
                        container.id()));
        Set<String> mounted = ofLab.stream()
                .flatMap(container -> container.volumes().stream())
                .collect(Collectors.toSet());
        daemon.volumes().stream()
                .filter(volume -> !mounted.contains(volume))
                .forEach(volume -> remove(node.name(), Kind.VOLUME, volume, "is not the lab's", volume));
        daemon.networks()
                .forEach(
                        network -> remove(node.name(), Kind.NETWORK, network.name(), "is not the lab's", network.id()));
        if (daemon.buildCache() > 0) {
            remove(node.name(), Kind.BUILD_CACHE, "", "has " + daemon.buildCache() + " entries", "all");
        }
        images(node, daemon, ofLab);
    }

    private void values(NodePlan node, SwarmNode member) {
        if (!member.labels().equals(node.labels())) {
            add(Cure.RESTORE, node.name(), Kind.LABELS, "", "were " + new TreeMap<>(member.labels()));
        }
        Availability wanted = node.availability();
        if (!member.availability().text().equals(wanted.name().toLowerCase(Locale.ROOT))) {
            add(Cure.RESTORE, node.name(), Kind.AVAILABILITY, "", "was " + member.availability());
        }
    }

    private void images(NodePlan node, DaemonInventory daemon, List<NodeContents.Container> ofLab) {
        Set<String> used = ofLab.stream().map(NodeContents.Container::imageId).collect(Collectors.toSet());
        Map<String, String> wanted = now.registry().digests();
        Set<String> missing = new TreeSet<>();
        plan.images().forEach(image -> missing.add(image.nodeReference()));
        Set<String> lab = Set.copyOf(missing);
        for (NodeContents.Image image : daemon.images()) {
            Set<String> right = image.tags().stream()
                    .filter(lab::contains)
                    .filter(tag -> image.digests().contains(repository(tag) + "@" + wanted.getOrDefault(tag, "")))
                    .collect(Collectors.toCollection(HashSet::new));
            missing.removeAll(right);
            image.tags().stream()
                    .filter(tag -> !right.contains(tag))
                    .sorted()
                    .forEach(tag -> foreignTag(node, tag, lab.contains(tag)));
            if (image.tags().isEmpty() && !used.contains(image.id()) && !isOfLab(image, lab, wanted)) {
                remove(node.name(), Kind.IMAGE, nameOf(image), "is not the lab's", image.id());
            }
        }
        missing.forEach(tag -> add(Cure.RESTORE, node.name(), Kind.IMAGE, tag, "is missing"));
    }

    /** The name of one of the lab's images may name another image. */
    private void foreignTag(NodePlan node, String tag, boolean isOfLab) {
        remove(node.name(), Kind.IMAGE, tag, isOfLab ? "is another image" : "is not the lab's", tag);
    }

    /** Whether an image without a tag is an image of the lab that gets its tag back with the next pull. */
    private static boolean isOfLab(NodeContents.Image image, Set<String> lab, Map<String, String> wanted) {
        return lab.stream()
                .anyMatch(tag -> image.digests().contains(repository(tag) + "@" + wanted.getOrDefault(tag, "")));
    }

    private static String repository(String tag) {
        return tag.substring(0, tag.lastIndexOf(':'));
    }

    private static String nameOf(NodeContents.Image image) {
        return image.digests().stream().sorted().findFirst().orElse(image.id());
    }
}
