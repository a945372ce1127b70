package dev.swarmlab.fake;

import dev.swarmlab.copy.Tar;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerPath;
import dev.swarmlab.engine.ContainerSettings;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.ContainerState;
import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineEvent;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.EngineInfo;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineVersion;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.engine.EphemeralContainer;
import dev.swarmlab.engine.FileChange;
import dev.swarmlab.engine.ImageHistoryEntry;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.engine.ListedImage;
import dev.swarmlab.engine.NetworkSpecification;
import dev.swarmlab.readiness.Deadline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An engine in memory. A started container runs until a test or the code under test stops it. Thread-safe. */
public final class FakeEngine implements Engine {

    /** The result of executed commands whose text contains {@code part}. */
    private record Answer(String part, Supplier<ExecResult> result) {}

    /** The size of every image, in bytes. */
    public static final long IMAGE_SIZE = 45_000_000;

    public final Hooks hooks = new Hooks();

    /** The swarm of the containers that are nodes. */
    public final FakeSwarm swarm = new FakeSwarm(this);

    private final Map<String, EngineContainer> containers = new LinkedHashMap<>();
    private final Map<String, ContainerSpecification> specifications = new HashMap<>();
    private final Map<String, ContainerFile> files = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<String, EngineNetwork> networks = new LinkedHashMap<>();
    private final Map<String, EngineVolume> volumes = new LinkedHashMap<>();
    private final Map<String, EngineImage> images = new LinkedHashMap<>();
    private final Map<String, List<ImageHistoryEntry>> histories = new HashMap<>();
    private Optional<DiskUsage> diskUsage = Optional.empty();
    private final Map<String, List<FileChange>> changes = new HashMap<>();
    private final Map<String, String> logs = new HashMap<>();
    private final Map<String, ContainerPath> paths = new HashMap<>();
    private final Map<String, byte[]> archives = new HashMap<>();
    private final List<EngineEvent> events = new ArrayList<>();
    private final Map<String, List<ContainerMount>> mounts = new HashMap<>();
    private int made;

    // Methods for tests

    public synchronized FakeEngine withImage(String reference, Map<String, String> labels) {
        images.put(
                reference, new EngineImage("id of " + reference, List.of(), labels, List.of("dockerd-entrypoint.sh")));
        return this;
    }

    /** An image whose name another image got since. Its id is its reference. */
    public synchronized FakeEngine withUntaggedImage(String id, Map<String, String> labels) {
        return withUntaggedImage(id, List.of(), labels);
    }

    /** The same with names in registries, by digest. The engine refuses to remove it by its id while it has several. */
    public synchronized FakeEngine withUntaggedImage(String id, List<String> digests, Map<String, String> labels) {
        images.put(id, new EngineImage(id, digests, labels, List.of()));
        return this;
    }

    /** Sets the steps of the build of an image, the last one first. Without it, swarmlab built what has its label. */
    public synchronized FakeEngine withHistory(String reference, ImageHistoryEntry... entries) {
        histories.put(Optional.ofNullable(images.get(reference)).orElseThrow().id(), List.of(entries));
        return this;
    }

    /** Sets the answer to {@link #diskUsage}, which is empty by default. */
    public synchronized FakeEngine withDiskUsage(DiskUsage usage) {
        diskUsage = Optional.of(usage);
        return this;
    }

    public synchronized FakeEngine withNetwork(String name, String subnet, Map<String, String> labels) {
        String id = "network" + ++made;
        networks.put(id, new EngineNetwork(id, name, "bridge", List.of(subnet), labels));
        return this;
    }

    public synchronized FakeEngine withVolume(String name, Map<String, String> labels) {
        volumes.put(name, new EngineVolume(name, labels));
        return this;
    }

    public synchronized FakeEngine withEvent(EngineEvent event) {
        events.add(event);
        return this;
    }

    public synchronized FakeEngine with(EngineContainer container) {
        containers.put(container.id(), container);
        return this;
    }

    /**
     * Sets the result of executed commands.
     *
     * @param part a part of the container's name and the command; the last match wins
     */
    public FakeEngine answering(String part, int exitCode, String output) {
        return answering(part, () -> new ExecResult(exitCode, output));
    }

    /** Runs code for executed commands, see {@link #answering(String, int, String)}. */
    public synchronized FakeEngine answering(String part, Supplier<ExecResult> result) {
        answers.add(new Answer(part, result));
        return this;
    }

    /** The mounts of the last ephemeral container of that name, as in {@code volume:/folder}. */
    public synchronized List<String> mounts(String container) {
        return mounts.getOrDefault(container, List.of()).stream()
                .map(mount -> mount.source() + ":" + mount.target() + (mount.readOnly() ? ":ro" : ""))
                .toList();
    }

    /** The files that were copied into a container, in their order. */
    public synchronized List<ContainerFile> files(String container) {
        String id = find(container).id();
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(id + ":"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Puts a path into a container, for {@link #find}. */
    public synchronized FakeEngine withPath(String container, String path, ContainerPath found) {
        paths.put(find(container).id() + ":" + path, found);
        return this;
    }

    /** Puts the archive of a path into a container, for {@link #readArchive}. */
    public synchronized FakeEngine withArchive(String container, String path, byte[] tar) {
        archives.put(find(container).id() + ":" + path, tar);
        return this;
    }

    /** The archive that was last extracted in a folder of a container. */
    public synchronized byte[] archive(String container, String folder) {
        return Optional.ofNullable(archives.get(find(container).id() + ":" + folder))
                .orElseThrow();
    }

    /** Adds a file to the root filesystem of a container. */
    public synchronized void write(String container, String path) {
        changes.computeIfAbsent(find(container).id(), unseen -> new ArrayList<>())
                .add(new FileChange(FileChange.Kind.ADDED, path));
    }

    /** Ends a container with a status and a log. */
    public synchronized void end(String container, String status, String log) {
        EngineContainer ended = find(container);
        logs.put(ended.id(), log);
        put(ended, "exited", status);
    }

    /** What a container has written so far. */
    public synchronized FakeEngine log(String container, String log) {
        logs.put(find(container).id(), log);
        return this;
    }

    public synchronized ContainerSpecification specification(String container) {
        return Optional.ofNullable(specifications.get(find(container).id())).orElseThrow();
    }

    /** All containers, networks and volumes, sorted, each with its kind and name. */
    public synchronized List<String> things() {
        return Stream.of(
                        containers.values().stream().map(container -> "container " + container.name()),
                        networks.values().stream().map(network -> "network " + network.name()),
                        volumes.keySet().stream().map(volume -> "volume " + volume))
                .flatMap(names -> names)
                .sorted()
                .toList();
    }

    private String imageId(String reference) {
        EngineImage image = images.get(reference);
        return image == null ? "" : image.id();
    }

    private void put(EngineContainer old, String state, String status) {
        containers.put(
                old.id(),
                new EngineContainer(
                        old.id(),
                        old.name(),
                        old.image(),
                        ContainerState.of(state),
                        status,
                        old.labels(),
                        old.addresses(),
                        old.ports(),
                        old.madeIn(),
                        old.imageId()));
    }

    private synchronized String name(String idOrName) {
        return find(idOrName).name();
    }

    private EngineContainer find(String idOrName) {
        return containers.values().stream()
                .filter(container ->
                        container.id().equals(idOrName) || container.name().equals(idOrName))
                .findFirst()
                .orElseThrow(() -> new EngineException(404, "No such container: " + idOrName));
    }

    // Methods of Engine

    @Override
    public String address() {
        return "fake://engine";
    }

    /** Not local, so that plans do not depend on the host of the tests. */
    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public void ping() {
        hooks.called("ping");
    }

    @Override
    public EngineInfo info() {
        hooks.called("info");
        return new EngineInfo("26.1.5", "Fake", "6.12", "x86_64", 2, 1 << 30, "overlay2", "2", false);
    }

    @Override
    public EngineVersion version() {
        hooks.called("version");
        return new EngineVersion("26.1.5", "1.45");
    }

    @Override
    public List<EngineContainer> containers(String label, String value) {
        return containers().stream()
                .filter(container -> container.label(label).equals(value))
                .toList();
    }

    @Override
    public void followContainers(String label, Runnable something) {
        hooks.called("followContainers " + label);
    }

    @Override
    public List<EngineContainer> containers() {
        hooks.called("containers");
        synchronized (this) {
            return List.copyOf(containers.values());
        }
    }

    /** All containers, without a recorded call. */
    synchronized List<EngineContainer> everyContainer() {
        return List.copyOf(containers.values());
    }

    @Override
    public List<EngineEvent> events(Duration time) {
        hooks.called("events");
        synchronized (this) {
            return List.copyOf(events);
        }
    }

    @Override
    public List<EngineNetwork> networks() {
        hooks.called("networks");
        synchronized (this) {
            return List.copyOf(networks.values());
        }
    }

    @Override
    public List<EngineVolume> volumes() {
        hooks.called("volumes");
        synchronized (this) {
            return List.copyOf(volumes.values());
        }
    }

    @Override
    public Optional<EngineImage> image(String reference) {
        hooks.called("image " + reference);
        synchronized (this) {
            return Optional.ofNullable(images.get(reference));
        }
    }

    /** The size of each image is {@link #IMAGE_SIZE}. */
    @Override
    public List<ListedImage> images() {
        hooks.called("images");
        synchronized (this) {
            return images.values().stream()
                    .distinct()
                    .map(image -> new ListedImage(
                            image.id(), references(image), image.repositoryDigests(), image.labels(), IMAGE_SIZE))
                    .toList();
        }
    }

    private List<String> references(EngineImage image) {
        return images.entrySet().stream()
                .filter(entry -> entry.getValue().equals(image))
                .map(Map.Entry::getKey)
                .filter(reference -> !reference.equals(image.id()))
                .sorted()
                .toList();
    }

    /** The references of all images, and the ids of those that have none. */
    public synchronized List<String> imageNames() {
        return images.keySet().stream().sorted().toList();
    }

    @Override
    public List<ImageHistoryEntry> imageHistory(String image) {
        hooks.called("imageHistory " + image);
        synchronized (this) {
            String hash = images.values().stream()
                    .filter(known -> known.id().equals(image))
                    .findFirst()
                    .map(known -> known.labels().getOrDefault(Labels.RECIPE, ""))
                    .orElse("");
            return histories.getOrDefault(
                    image,
                    List.of(new ImageHistoryEntry(
                            image, "/bin/sh -c #(nop)  LABEL " + Labels.RECIPE + "=" + hash, "", IMAGE_SIZE)));
        }
    }

    @Override
    public Optional<DiskUsage> diskUsage() {
        hooks.called("diskUsage");
        synchronized (this) {
            return diskUsage;
        }
    }

    @Override
    public void pull(String reference, Deadline deadline) {
        hooks.called("pull " + reference);
        withImage(reference, Map.of());
    }

    @Override
    public void importImage(Path tar, String reference, List<String> changes) {
        hooks.called("importImage " + reference + " " + tar.getFileName() + " " + changes);
        withImage(reference, labels(changes));
    }

    private static Map<String, String> labels(List<String> changes) {
        Map<String, String> labels = new HashMap<>();
        changes.stream()
                .filter(change -> change.startsWith("LABEL "))
                .map(change -> change.substring("LABEL ".length()).split("=", 2))
                .forEach(label -> labels.put(label[0], label[1]));
        return labels;
    }

    @Override
    public void build(
            Path folder,
            Map<String, String> arguments,
            String reference,
            Map<String, String> labels,
            Deadline deadline) {
        hooks.called("build " + reference + (arguments.isEmpty() ? "" : " with " + new TreeMap<>(arguments)));
        synchronized (this) {
            String id = "id of build " + ++made;
            images.put(reference, new EngineImage(id, List.of(), labels, List.of("dockerd-entrypoint.sh")));
        }
    }

    @Override
    public void tag(String reference, String newReference) {
        hooks.called("tag " + reference + " " + newReference);
        synchronized (this) {
            EngineImage image = images.get(reference);
            if (image == null) {
                throw new EngineException(404, "No such image: " + reference);
            }
            images.put(newReference, image);
        }
    }

    /** The digest is derived from the image's name, so that each image has a different one. */
    @Override
    public String push(String reference, Deadline deadline) {
        hooks.called("push " + reference);
        String digest = digest(reference.substring(reference.indexOf('/') + 1));
        String repository = reference.substring(0, reference.lastIndexOf(':'));
        synchronized (this) {
            images.computeIfPresent(
                    reference,
                    (name, image) -> new EngineImage(
                            image.id(), List.of(repository + "@" + digest), image.labels(), image.entrypoint()));
        }
        return digest;
    }

    public static String digest(String path) {
        return "sha256:" + Integer.toHexString(path.hashCode());
    }

    /** The archive has the names of the images as its lines. */
    @Override
    public InputStream saveImages(List<String> references) {
        hooks.called("saveImages " + String.join(" ", references));
        synchronized (this) {
            references.forEach(reference -> {
                if (!images.containsKey(reference)) {
                    throw new EngineException(404, "reference does not exist");
                }
            });
        }
        return new ByteArrayInputStream(
                new Tar().file("manifest.json", String.join("\n", references)).bytes());
    }

    /** Loads an archive of {@link #saveImages}. */
    @Override
    public List<String> loadImages(InputStream archive) {
        hooks.called("loadImages");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            tar.getNextEntry();
            List<String> references = new String(tar.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            references.forEach(reference -> withImage(reference, Map.of()));
            return references;
        } catch (IOException exception) {
            throw new EngineException(500, String.valueOf(exception.getMessage()));
        }
    }

    @Override
    public void removeImage(String reference) {
        hooks.called("removeImage " + reference);
        synchronized (this) {
            List.copyOf(images.values()).stream()
                    .filter(image -> image.repositoryDigests().contains(reference))
                    .forEach(image -> removeDigest(image, reference));
            EngineImage named = images.get(reference);
            if (named != null && named.repositoryDigests().size() > 1) {
                throw new EngineException(409, "image is referenced in multiple repositories");
            }
            images.remove(reference);
        }
    }

    private void removeDigest(EngineImage image, String digest) {
        List<String> left = image.repositoryDigests().stream()
                .filter(other -> !other.equals(digest))
                .toList();
        if (left.isEmpty()) {
            images.remove(image.id());
        } else {
            images.put(image.id(), new EngineImage(image.id(), left, image.labels(), image.entrypoint()));
        }
    }

    @Override
    public String createNetwork(NetworkSpecification network) {
        hooks.called("createNetwork " + network.name() + " " + network.subnet());
        withNetwork(network.name(), network.subnet(), network.labels());
        return "network" + made;
    }

    @Override
    public void connect(String network, String container, String address, String alias) {
        hooks.called("connect " + network + " " + container + " " + address + " " + alias);
        changeAddresses(container, addresses -> addresses.put(network, address));
    }

    @Override
    public void disconnect(String network, String container) {
        hooks.called("disconnect " + network + " " + container);
        changeAddresses(container, addresses -> addresses.remove(network));
    }

    private synchronized void changeAddresses(String container, Consumer<Map<String, String>> change) {
        containers.replaceAll((id, known) -> {
            if (!known.id().equals(container) && !known.name().equals(container)) {
                return known;
            }
            Map<String, String> addresses = new LinkedHashMap<>(known.addresses());
            change.accept(addresses);
            return new EngineContainer(
                    known.id(),
                    known.name(),
                    known.image(),
                    known.state(),
                    known.status(),
                    known.labels(),
                    addresses,
                    known.ports(),
                    known.madeIn(),
                    known.imageId());
        });
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        hooks.called("createVolume " + name);
        synchronized (this) {
            volumes.putIfAbsent(name, new EngineVolume(name, labels)); // an existing volume keeps its labels
        }
    }

    @Override
    public String createContainer(ContainerSpecification specification) {
        hooks.called("createContainer " + specification.name());
        synchronized (this) {
            String id = "container" + ++made;
            specifications.put(id, specification);
            containers.put(
                    id,
                    new EngineContainer(
                            id,
                            specification.name(),
                            specification.image(),
                            ContainerState.of("created"),
                            "Created",
                            specification.labels(),
                            Map.of(specification.network(), specification.address()),
                            specification.ports(),
                            specification.network(),
                            imageId(specification.image())));
            return id;
        }
    }

    /** It is in no network. The tests see its mounts with {@link #mounts}. */
    @Override
    public String createEphemeralContainer(EphemeralContainer ephemeral) {
        hooks.called("createEphemeralContainer " + ephemeral.name());
        synchronized (this) {
            String id = "container" + ++made;
            mounts.put(ephemeral.name(), ephemeral.mounts());
            containers.put(
                    id,
                    new EngineContainer(
                            id,
                            ephemeral.name(),
                            ephemeral.image(),
                            ContainerState.of("created"),
                            "Created",
                            ephemeral.labels(),
                            Map.of(),
                            List.of(),
                            "none",
                            imageId(ephemeral.image())));
            return id;
        }
    }

    @Override
    public void copyInto(String container, List<ContainerFile> added) {
        hooks.called("copyInto " + name(container));
        synchronized (this) {
            added.forEach(file -> files.put(container + ":" + file.path(), file));
        }
    }

    @Override
    public Optional<byte[]> readFile(String container, String path) {
        hooks.called("readFile " + path);
        synchronized (this) {
            return Optional.ofNullable(files.get(container + ":" + path)).map(ContainerFile::content);
        }
    }

    @Override
    public Optional<ContainerPath> find(String container, String path) {
        synchronized (this) {
            return Optional.ofNullable(paths.get(container + ":" + path));
        }
    }

    @Override
    public InputStream readArchive(String container, String path) {
        hooks.called("readArchive " + name(container) + " " + path);
        return new ByteArrayInputStream(archive(container, path));
    }

    @Override
    public void writeArchive(String container, String folder, InputStream tar) {
        hooks.called("writeArchive " + name(container) + " " + folder);
        try {
            withArchive(container, folder, tar.readAllBytes());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public List<FileChange> changes(String container) {
        hooks.called("changes " + name(container));
        synchronized (this) {
            return changes.getOrDefault(find(container).id(), List.of());
        }
    }

    @Override
    public void start(String container) {
        hooks.called("start " + name(container));
        synchronized (this) {
            put(find(container), "running", "Up 1 second");
        }
    }

    @Override
    public void stop(String container, int graceSeconds) {
        hooks.called("stop " + name(container));
        synchronized (this) {
            put(find(container), "exited", "Exited (0)");
        }
    }

    @Override
    public void kill(String container) {
        hooks.called("kill " + name(container));
        synchronized (this) {
            put(find(container), "exited", "Exited (137)");
        }
    }

    @Override
    public void pause(String container) {
        hooks.called("pause " + name(container));
        synchronized (this) {
            put(find(container), "paused", "Up 1 second (Paused)");
        }
    }

    @Override
    public void unpause(String container) {
        hooks.called("unpause " + name(container));
        synchronized (this) {
            put(find(container), "running", "Up 1 second");
        }
    }

    @Override
    public EngineContainer container(String idOrName) {
        hooks.called("container " + idOrName);
        synchronized (this) {
            return find(idOrName);
        }
    }

    @Override
    public ContainerSettings settings(String container) {
        hooks.called("settings " + name(container));
        return ContainerSettings.of(specification(container));
    }

    @Override
    public List<ContainerMount> mountsOnHost(String container) {
        hooks.called("mountsOnHost " + name(container));
        return specification(container).mounts();
    }

    @Override
    public String logs(String container, int lines) {
        hooks.called("logs " + name(container));
        synchronized (this) {
            return logs.getOrDefault(find(container).id(), "");
        }
    }

    @Override
    public ExecResult execute(String container, List<String> command, Deadline deadline) {
        String call = name(container) + " " + String.join(" ", command);
        hooks.called("execute " + call);
        return answer(call)
                .map(answer -> answer.result().get())
                .orElseGet(() -> new ExecResult(0, "the answer to " + String.join(" ", command) + "\n"));
    }

    private synchronized Optional<Answer> answer(String call) {
        return answers.stream().filter(answer -> call.contains(answer.part())).reduce((earlier, later) -> later);
    }

    @Override
    public ExecResult executeInEphemeralContainer(
            String image, Map<String, String> labels, List<String> command, Deadline deadline) {
        hooks.called("executeInEphemeralContainer " + image);
        return new ExecResult(0, "");
    }

    /** Writes the log that {@link #end} or {@link #log} gave the container. */
    @Override
    public void copyLogs(String container, LogSelection selection, OutputStream out, OutputStream err) {
        hooks.called("copyLogs " + name(container) + " " + selection);
        try {
            out.write(logs(container, 0).getBytes(StandardCharsets.UTF_8));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Prints the answer as its output. */
    @Override
    public int executeInteractively(String container, InteractiveExec exec) {
        ExecResult result = execute(container, exec.command(), Deadline.in(Duration.ofMinutes(1)));
        try {
            exec.out().write(result.output().getBytes(StandardCharsets.UTF_8));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return result.exitCode();
    }

    @Override
    public EngineApi daemon(String container, int port, SSLContext identity) {
        return swarm.daemon(port);
    }

    @Override
    public void removeContainer(String container) {
        hooks.called("removeContainer " + container);
        synchronized (this) {
            containers
                    .values()
                    .removeIf(known ->
                            known.id().equals(container) || known.name().equals(container));
        }
    }

    @Override
    public void removeNetwork(String network) {
        hooks.called("removeNetwork " + network);
        synchronized (this) {
            networks.remove(network);
        }
    }

    @Override
    public void removeVolume(String volume) {
        hooks.called("removeVolume " + volume);
        synchronized (this) {
            volumes.remove(volume);
        }
        swarm.forget(volume);
    }

    @Override
    public void close() {
        hooks.called("close");
    }
}
