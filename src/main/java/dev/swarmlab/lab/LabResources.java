package dev.swarmlab.lab;

import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.plan.LabNames;
import dev.swarmlab.plan.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The containers, networks and volumes of a lab on the engine. They are found by their labels, and must have the names
 * that swarmlab gives: a container of an image that was committed from a node has the node's labels too.
 *
 * @param volumes without those of snapshots
 * @param ofClass the registry and the pull-through cache of the lab's class; empty for a lab that belongs to no class
 */
public record LabResources(
        String name,
        List<EngineContainer> containers,
        List<EngineNetwork> networks,
        List<EngineVolume> volumes,
        List<EngineContainer> ofClass,
        Snapshots snapshots) {

    /** The resources of a lab that has no snapshots. */
    public LabResources(
            String name,
            List<EngineContainer> containers,
            List<EngineNetwork> networks,
            List<EngineVolume> volumes,
            List<EngineContainer> ofClass) {
        this(name, containers, networks, volumes, ofClass, Snapshots.NONE);
    }

    /** The resources of a lab that has no snapshots and belongs to no class. */
    public LabResources(
            String name, List<EngineContainer> containers, List<EngineNetwork> networks, List<EngineVolume> volumes) {
        this(name, containers, networks, volumes, List.of());
    }

    /** The resources of one lab in a snapshot of the engine. */
    public static LabResources in(EngineSnapshot snapshot, String name) {
        List<EngineContainer> own = ownContainers(snapshot.containers());
        LabResources lab = new LabResources(
                name,
                own.stream()
                        .filter(container -> container.label(Labels.LAB).equals(name))
                        .toList(),
                snapshot.networks().stream()
                        .filter(network -> isOwn(network) && name.equals(lab(network.labels())))
                        .toList(),
                snapshot.volumes().stream()
                        .filter(volume -> isOwn(volume) && name.equals(lab(volume.labels())))
                        .toList());
        String className = lab.student().map(Student::className).orElse("");
        List<EngineContainer> ofClass = own.stream()
                .filter(container -> !isNode(container))
                .filter(container -> !container.label(Labels.LAB).equals(name))
                .filter(container -> container.label(Labels.LAB).equals(className)
                        || container.addresses().containsKey(LabNames.network(name)))
                .toList();
        return new LabResources(
                name, lab.containers(), lab.networks(), lab.volumes(), ofClass, Snapshots.in(snapshot, name));
    }

    /** Whether a container is a node: neither the registry nor the pull-through cache. */
    public static boolean isNode(EngineContainer container) {
        return !isRegistry(container) && !isCache(container);
    }

    private static boolean isRegistry(EngineContainer container) {
        return container.label(Labels.ROLE).equals(Role.REGISTRY.word());
    }

    private static boolean isCache(EngineContainer container) {
        return container.label(Labels.ROLE).equals(Role.CACHE.word());
    }

    /** The containers that swarmlab created for labs: they have the labels, the name and the network that it gives. */
    public static List<EngineContainer> ownContainers(List<EngineContainer> containers) {
        return containers.stream().filter(LabResources::isOwn).toList();
    }

    private static boolean isOwn(EngineContainer container) {
        String lab = container.label(Labels.LAB);
        String node = container.label(Labels.NODE);
        boolean inOtherNetwork =
                !container.madeIn().isEmpty() && !container.madeIn().equals(LabNames.network(lab));
        return !lab.isEmpty() && container.name().equals(LabNames.container(lab, node)) && !inOtherNetwork;
    }

    private static boolean isOwn(EngineNetwork network) {
        String lab = lab(network.labels());
        return !lab.isEmpty() && network.name().equals(LabNames.network(lab));
    }

    /** A claim to the lab's lock does not count: it belongs to a command, which removes it. */
    private static boolean isOwn(EngineVolume volume) {
        String lab = lab(volume.labels());
        String node = volume.labels().getOrDefault(Labels.NODE, "");
        return !lab.isEmpty()
                && (volume.name().equals(LabNames.volume(lab, node))
                        || volume.name().equals(LabNames.fileVolume(lab, revision(volume))));
    }

    private static String lab(Map<String, String> labels) {
        return labels.getOrDefault(Labels.LAB, "");
    }

    /** Every lab that has resources on the engine, or a claim to its lock, sorted by name. */
    public static List<LabResources> allIn(EngineSnapshot snapshot) {
        return Stream.of(
                        ownContainers(snapshot.containers()).stream().map(EngineContainer::labels),
                        Snapshots.labels(snapshot),
                        snapshot.networks().stream().filter(LabResources::isOwn).map(EngineNetwork::labels),
                        snapshot.volumes().stream()
                                .filter(volume ->
                                        isOwn(volume) || LockClaim.of(volume).isPresent())
                                .map(EngineVolume::labels))
                .flatMap(labels -> labels)
                .map(LabResources::lab)
                .distinct()
                .sorted()
                .map(name -> in(snapshot, name))
                .toList();
    }

    /** The same resources without some containers. The volumes stay. */
    public LabResources withoutContainers(List<EngineContainer> removed) {
        List<EngineContainer> others = containers.stream()
                .filter(container -> !removed.contains(container))
                .toList();
        return new LabResources(name, others, networks, volumes, ofClass, snapshots);
    }

    /** The same resources without some nodes and the volumes that are removed with them. */
    public LabResources without(List<EngineContainer> nodes) {
        List<EngineContainer> others = containers.stream()
                .filter(container -> !nodes.contains(container))
                .toList();
        List<EngineVolume> volumesOfOthers = volumes.stream()
                .filter(volume -> nodes.stream().noneMatch(node -> isRemovedWith(volume, node)))
                .toList();
        return new LabResources(name, others, networks, volumesOfOthers, ofClass, snapshots);
    }

    /**
     * Whether a volume is removed with a node. A container that was never started may have been created for the volume
     * of an earlier container. This volume holds the node's data and its membership in the swarm, and is kept.
     */
    public static boolean isRemovedWith(EngineVolume volume, EngineContainer node) {
        boolean own = node.label(Labels.NODE).equals(volume.labels().get(Labels.NODE));
        boolean older = !node.label(Labels.RUN).equals(volume.labels().get(Labels.RUN));
        return own && !(older && node.wasNeverStarted());
    }

    /** Whether a container that was never started belongs to a node whose volume is kept when it is removed. */
    public static boolean isReplaceable(EngineContainer node, List<EngineVolume> volumes) {
        return node.wasNeverStarted()
                && volumes.stream()
                        .anyMatch(volume ->
                                node.label(Labels.NODE).equals(volume.labels().get(Labels.NODE))
                                        && !isRemovedWith(volume, node));
    }

    public boolean isEmpty() {
        return containers.isEmpty() && networks.isEmpty() && volumes.isEmpty() && snapshots.isEmpty();
    }

    /** The lab's own registry, else that of its class. */
    public Optional<EngineContainer> registry() {
        return ownRegistry().or(this::classRegistry);
    }

    /** The registry of the lab's class; empty for a lab that belongs to no class. */
    public Optional<EngineContainer> classRegistry() {
        return ofClass.stream().filter(LabResources::isRegistry).findFirst();
    }

    /** The lab's own pull-through cache, else that of its class. */
    public Optional<EngineContainer> cache() {
        return ownCache()
                .or(() -> ofClass.stream().filter(LabResources::isCache).findFirst());
    }

    public Optional<EngineContainer> ownCache() {
        return containers.stream().filter(LabResources::isCache).findFirst();
    }

    public Optional<EngineContainer> ownRegistry() {
        return containers.stream().filter(LabResources::isRegistry).findFirst();
    }

    /**
     * Whether this is not a lab of its own, but what the labs of a class share: their registry and cache. It has the name of the
     * class, and no nodes.
     */
    public boolean isClass() {
        return latestFile()
                .filter(file -> name.equals(file.labels().get(Labels.CLASS)))
                .filter(file -> !file.labels().containsKey(Labels.STUDENT))
                .isPresent();
    }

    /** The containers of the nodes: managers first, sorted by name. */
    public List<EngineContainer> nodes() {
        return containers.stream()
                .filter(LabResources::isNode)
                .sorted(Comparator.comparing((EngineContainer container) -> container.label(Labels.ROLE))
                        .thenComparing(container -> container.label(Labels.NODE)))
                .toList();
    }

    public Optional<EngineContainer> node(String node) {
        return nodes().stream()
                .filter(container -> container.label(Labels.NODE).equals(node))
                .findFirst();
    }

    /** The containers of the managers, sorted by name. */
    public List<EngineContainer> managers() {
        return nodes().stream()
                .filter(node -> node.label(Labels.ROLE).equals(Role.MANAGER.word()))
                .toList();
    }

    /** The origin of the lab file of the last {@code up}. In labs of older versions, it is in the network's labels. */
    public Optional<Origin> origin() {
        Optional<EngineVolume> file = latestFile();
        return file.isPresent()
                ? Origin.of(file.get().labels())
                : network().flatMap(network -> Origin.of(network.labels()));
    }

    private Optional<EngineVolume> latestFile() {
        List<EngineVolume> files = fileVolumes();
        return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
    }

    /** The student of the lab; empty for a lab that belongs to no class. */
    public Optional<Student> student() {
        return origin().map(Origin::overrides).map(Overrides::student);
    }

    /** When the lab expires; empty when it does not. */
    public Optional<Expiry> expiry() {
        List<EngineVolume> files = fileVolumes();
        return files.isEmpty()
                ? Optional.empty()
                : Expiry.of(files.get(files.size() - 1).labels());
    }

    /** The process for which the lab exists; empty for a lab that exists until it is removed. */
    public Optional<LabProcess> process() {
        // A run that was killed at its beginning leaves the network only.
        return latestFile()
                .map(EngineVolume::labels)
                .or(() -> network().map(EngineNetwork::labels))
                .flatMap(LabProcess::of);
    }

    /** The volumes with the lab file, the latest last. A run that was killed may have left two. */
    public List<EngineVolume> fileVolumes() {
        return volumes.stream()
                .filter(volume -> volume.name().equals(LabNames.fileVolume(name, revision(volume))))
                .sorted(Comparator.comparingInt(LabResources::revision))
                .toList();
    }

    /** The revision in the labels of a file volume; 0 when it has none. */
    public static int revision(EngineVolume volume) {
        String revision = volume.labels().getOrDefault(Labels.REVISION, "");
        return revision.matches("[1-9]\\d{0,8}") ? Integer.parseInt(revision) : 0;
    }

    /** The subnet of the lab's network, or the recorded subnet when the network was removed. */
    public Optional<String> subnet() {
        Optional<String> present =
                network().flatMap(network -> network.subnets().stream().findFirst());
        List<EngineVolume> files = fileVolumes();
        return present.isPresent() || files.isEmpty()
                ? present
                : Optional.ofNullable(files.get(files.size() - 1).labels().get(Labels.SUBNET));
    }

    public Optional<EngineNetwork> network() {
        return networks.stream()
                .filter(network -> network.name().equals(LabNames.network(name)))
                .findFirst();
    }
}
