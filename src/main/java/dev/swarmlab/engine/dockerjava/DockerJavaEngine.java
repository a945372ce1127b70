package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.swarmlab.engine.ContainerFile;
import dev.swarmlab.engine.ContainerMount;
import dev.swarmlab.engine.ContainerPath;
import dev.swarmlab.engine.ContainerSettings;
import dev.swarmlab.engine.ContainerSpecification;
import dev.swarmlab.engine.CredentialHelpers;
import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineEndpoint;
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
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.engine.ListedImage;
import dev.swarmlab.engine.NetworkSpecification;
import dev.swarmlab.engine.TaggedReference;
import dev.swarmlab.readiness.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The outer engine, see docs/decisions/0004-raw-json-to-the-nodes.md. */
final class DockerJavaEngine implements Engine {

    /** The events that change the state of a container. Others come from each command in a container. */
    private static final String STATE_CHANGES = "[\"create\",\"start\",\"die\",\"pause\",\"unpause\",\"destroy\"]";

    private final EngineEndpoint endpoint;
    private final LazyClient client;
    private final EngineApi api;
    private final DockerJavaImages images;
    private final DockerJavaContainers containers;
    private final DockerJavaExec exec;
    private final DockerJavaArchives archives;
    private final DockerJavaImageArchives imageArchives;
    private final AtomicReference<NodeApi.Way> wayToNodes;
    private final Closeable route;
    private final Optional<Deadline> deadline;
    private final CallLog log;
    private @Nullable Boolean local;

    /**
     * @param endpoint the address that the user has selected
     * @param reached the address to connect to: the same, or a Unix socket that forwards to it
     * @param route the forwarder, which {@link #close} closes
     * @param deadline of the command
     * @param log of the requests to the engine
     * @param unlimited a client without a limit for requests
     */
    DockerJavaEngine(
            EngineEndpoint endpoint,
            EngineEndpoint reached,
            LazyClient client,
            DockerHttpClient http,
            Closeable route,
            Optional<Deadline> deadline,
            CallLog log,
            Supplier<DockerHttpClient> unlimited) {
        this.log = log;
        this.route = route;
        this.deadline = deadline;
        this.endpoint = endpoint;
        this.client = client;
        this.api = new DockerJavaEngineApi(http, () -> {});
        this.images = new DockerJavaImages(client, http, api, CredentialHelpers.of(System.getenv()));
        this.containers = new DockerJavaContainers(client, api);
        this.exec = new DockerJavaExec(reached, client, api, log);
        UnlimitedRequests requests = new UnlimitedRequests(unlimited);
        this.archives = new DockerJavaArchives(http, requests);
        this.imageArchives = new DockerJavaImageArchives(requests);
        this.wayToNodes =
                new AtomicReference<>(endpoint.isOnAnotherHost() ? NodeApi.Way.THROUGH_ENGINE : NodeApi.Way.UNKNOWN);
    }

    @Override
    public String address() {
        return endpoint.host().toString();
    }

    @Override
    public synchronized boolean isLocal() {
        Boolean known = local;
        if (known == null) {
            known = endpoint.isSocket()
                    && ThisHost.read()
                            .map(host -> host.carries(api.get("/info")))
                            .orElse(true);
            local = known;
        }
        return known;
    }

    @Override
    public void ping() {
        api.get("/_ping");
    }

    @Override
    public EngineInfo info() {
        return EngineAnswers.info(api.get("/info"));
    }

    @Override
    public EngineVersion version() {
        return EngineAnswers.version(api.get("/version"));
    }

    @Override
    public List<EngineContainer> containers() {
        return containers.list("");
    }

    @Override
    public List<EngineContainer> containers(String label, String value) {
        return containers.list(label + "=" + value);
    }

    @Override
    public void followContainers(String label, Runnable onChange) {
        String filters = "{\"type\":[\"container\"],\"label\":[\"" + label + "\"],\"event\":" + STATE_CHANGES + "}";
        api.getAndFollow(
                "/events?filters=" + URLEncoder.encode(filters, StandardCharsets.UTF_8), event -> onChange.run());
    }

    @Override
    public List<EngineEvent> events(Duration time) {
        return EngineEvent.last(api, time, List.of("container", "network", "volume"));
    }

    @Override
    public List<EngineNetwork> networks() {
        return EngineAnswers.list(api.get("/networks"), EngineAnswers::network);
    }

    @Override
    public List<EngineVolume> volumes() {
        return EngineAnswers.list(api.get("/volumes").path("Volumes"), EngineAnswers::volume);
    }

    @Override
    public Optional<EngineImage> image(String reference) {
        return images.find(TaggedReference.of(reference));
    }

    @Override
    public List<ListedImage> images() {
        return EngineAnswers.list(api.get("/images/json"), EngineAnswers::listedImage);
    }

    @Override
    public List<ImageHistoryEntry> imageHistory(String image) {
        String reference = URLEncoder.encode(TaggedReference.of(image), StandardCharsets.UTF_8);
        return EngineAnswers.list(api.get("/images/" + reference + "/history"), EngineAnswers::historyEntry);
    }

    /** An engine that is too slow gets a ping afterwards, since it is not silent for other requests. */
    @Override
    public Optional<DiskUsage> diskUsage() {
        try {
            return Optional.of(EngineAnswers.diskUsage(
                    api.get("/system/df?type=image&type=container&type=volume&type=build-cache&verbose=true")));
        } catch (EngineException exception) {
            ping();
            return Optional.empty();
        }
    }

    @Override
    public void pull(String reference, Deadline deadline) {
        images.pull(TaggedReference.of(reference), deadline);
    }

    @Override
    public void importImage(Path tar, String reference, List<String> changes) {
        images.importTar(tar, TaggedReference.of(reference), changes);
    }

    @Override
    public void build(
            Path folder,
            Map<String, String> arguments,
            String reference,
            Map<String, String> labels,
            Deadline deadline) {
        images.build(folder, arguments, TaggedReference.of(reference), labels, deadline);
    }

    @Override
    public void tag(String reference, String newReference) {
        images.tag(TaggedReference.of(reference), TaggedReference.of(newReference));
    }

    @Override
    public String push(String reference, Deadline deadline) {
        return images.push(TaggedReference.of(reference), deadline);
    }

    @Override
    public InputStream saveImages(List<String> references) {
        return imageArchives.save(references);
    }

    @Override
    public List<String> loadImages(InputStream archive) {
        return imageArchives.load(archive);
    }

    @Override
    public void removeImage(String reference) {
        images.remove(TaggedReference.of(reference));
    }

    @Override
    public String createNetwork(NetworkSpecification network) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("Name", network.name())
                .put("CheckDuplicate", true)
                .put("Driver", "bridge");
        body.putObject("IPAM")
                .putArray("Config")
                .addObject()
                .put("Subnet", network.subnet())
                .put("Gateway", network.gateway());
        body.set("Labels", labels(network.labels()));
        return api.post("/networks/create", body).path("Id").asText();
    }

    @Override
    public void connect(String network, String container, String address, String alias) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Container", container);
        ObjectNode endpoint = body.putObject("EndpointConfig");
        endpoint.putObject("IPAMConfig").put("IPv4Address", address);
        endpoint.putArray("Aliases").add(alias);
        api.post("/networks/" + network + "/connect", body);
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Name", name);
        body.set("Labels", labels(labels));
        api.post("/volumes/create", body);
    }

    private static ObjectNode labels(Map<String, String> labels) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        labels.forEach(body::put);
        return body;
    }

    @Override
    public String createContainer(ContainerSpecification container) {
        return containers.create(container);
    }

    @Override
    public void copyInto(String container, List<ContainerFile> files) {
        containers.copyInto(container, files);
    }

    @Override
    public Optional<byte[]> readFile(String container, String path) {
        return containers.readFile(container, path);
    }

    @Override
    public Optional<ContainerPath> find(String container, String path) {
        return archives.find(container, path);
    }

    @Override
    public InputStream readArchive(String container, String path) {
        return archives.read(container, path);
    }

    @Override
    public void writeArchive(String container, String folder, InputStream tar) {
        archives.write(container, folder, tar);
    }

    @Override
    public List<FileChange> changes(String container) {
        return EngineAnswers.list(api.get("/containers/" + container + "/changes"), EngineAnswers::change);
    }

    @Override
    public void start(String container) {
        Translation.run(() -> client.get().startContainerCmd(container).exec());
    }

    @Override
    public void stop(String container, int graceSeconds) {
        Translation.run(() -> client.get()
                .stopContainerCmd(container)
                .withTimeout(graceSeconds)
                .exec());
    }

    @Override
    public void kill(String container) {
        Translation.run(() -> client.get().killContainerCmd(container).exec());
    }

    @Override
    public void pause(String container) {
        Translation.run(() -> client.get().pauseContainerCmd(container).exec());
    }

    @Override
    public void unpause(String container) {
        Translation.run(() -> client.get().unpauseContainerCmd(container).exec());
    }

    @Override
    public EngineContainer container(String idOrName) {
        return containers.inspect(idOrName);
    }

    @Override
    public ContainerSettings settings(String container) {
        return containers.settings(container);
    }

    @Override
    public List<ContainerMount> mountsOnHost(String container) {
        return containers.mountsOnHost(container);
    }

    @Override
    public String logs(String container, int lines) {
        return containers.logs(container, lines);
    }

    @Override
    public void copyLogs(String container, LogSelection selection, OutputStream out, OutputStream err) {
        new DockerJavaLogs(client).copy(container, selection, out, err);
    }

    @Override
    public ExecResult execute(String container, List<String> command, Deadline deadline) {
        return exec.execute(container, command, deadline);
    }

    @Override
    public String createEphemeralContainer(EphemeralContainer container) {
        return containers.createEphemeral(container);
    }

    @Override
    public ExecResult executeInEphemeralContainer(
            String image, Map<String, String> labels, List<String> command, Deadline deadline) {
        String container = containers.createEphemeral(image, labels);
        try {
            start(container);
            return exec.execute(container, command, deadline);
        } finally {
            removeContainer(container);
        }
    }

    @Override
    public int executeInteractively(String container, InteractiveExec command) {
        return exec.interactively(container, command);
    }

    @Override
    public void removeContainer(String container) {
        Translation.remove(() -> api.delete("/containers/" + container + "?force=true&v=true"));
    }

    @Override
    public void disconnect(String network, String container) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("Container", container)
                .put("Force", true);
        try {
            api.post("/networks/" + network + "/disconnect", body);
        } catch (EngineException exception) {
            if (!exception.isNotFound() && !KnownMessage.NOT_CONNECTED.isIn(exception.text())) {
                throw exception;
            }
        }
    }

    @Override
    public void removeNetwork(String network) {
        Translation.remove(() -> api.delete("/networks/" + network));
    }

    @Override
    public void removeVolume(String volume) {
        Translation.remove(() -> api.delete("/volumes/" + volume));
    }

    @Override
    public EngineApi daemon(String container, int port, SSLContext identity) {
        CallLog nodeLog = log.ofNode(container);
        return new NodeApi(
                wayToNodes,
                DockerJavaConnector.loopback(port, identity, deadline, nodeLog),
                () -> SocketForwarder.open(exec, container),
                this::isLocal,
                deadline,
                nodeLog);
    }

    @Override
    public void close() {
        api.close();
        try {
            route.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
