package dev.swarmlab.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.swarmlab.engine.ContainerSettings;
import dev.swarmlab.engine.Engine.ExecResult;
import dev.swarmlab.engine.EngineContainer;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineImage;
import dev.swarmlab.engine.EngineNetwork;
import dev.swarmlab.engine.EngineVolume;
import dev.swarmlab.readiness.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Serves a fake engine as the Docker Engine API, so that tests can run whole commands with {@code DOCKER_HOST}. */
public final class ServedEngine implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    public final FakeEngine engine;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ExecResult> executed = new HashMap<>();

    public ServedEngine(FakeEngine engine) throws IOException {
        this.engine = engine;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** For {@code DOCKER_HOST}. */
    public String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Serves the engine on a socket file too, as an engine of this host.
     *
     * @return the address for {@code DOCKER_HOST}
     */
    public String addressOn(Path socket) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        threads.execute(() -> forward(listening));
        return "unix://" + socket;
    }

    /** Until the threads are interrupted. */
    private void forward(ServerSocketChannel listening) {
        try (listening) {
            while (true) {
                SocketChannel client = listening.accept();
                SocketChannel http = SocketChannel.open(server.getAddress());
                threads.execute(() -> copy(client, http));
                threads.execute(() -> copy(http, client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** An engine of this host tells its name, its kernel and its memory. */
    private static ObjectNode info() throws IOException {
        Path proc = Path.of("/proc");
        long kilobytes = Files.readAllLines(proc.resolve("meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
        return JSON.createObjectNode()
                .put(
                        "Name",
                        Files.readString(proc.resolve("sys/kernel/hostname")).strip())
                .put(
                        "KernelVersion",
                        Files.readString(proc.resolve("sys/kernel/osrelease")).strip())
                .put("MemTotal", kilobytes * 1024);
    }

    /** The names of the containers, networks and volumes, by kind. */
    public List<String> things() {
        return engine.things();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v1\\.\\d+", "");
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            int status = 200;
            byte[] content;
            try {
                content = answer(exchange.getRequestMethod(), path, query, body);
            } catch (EngineException exception) {
                status = exception.isNotFound() ? 404 : 500;
                content = bytes(JSON.createObjectNode().put("message", exception.text()));
            }
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private byte[] answer(String method, String path, String query, JsonNode body) throws IOException {
        String[] parts = path.substring(1).split("/", -1);
        String name = parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
        return switch (method + " " + parts[0]) {
            case "GET _ping" -> "OK".getBytes(StandardCharsets.UTF_8);
            case "GET info" -> bytes(info());
            case "GET networks" -> bytes(networks());
            case "GET volumes" -> bytes(JSON.createObjectNode().set("Volumes", volumes()));
            case "GET images" -> bytes(image(path.substring("/images/".length(), path.length() - "/json".length())));
            case "GET containers" -> containers(name, parts[parts.length - 1], query);
            case "GET exec" ->
                bytes(JSON.createObjectNode()
                        .put("ID", name)
                        .put("ExitCode", result(name).exitCode()));
            case "POST exec" -> frame(result(name).output());
            case "POST containers" -> execute(name, body);
            case "POST volumes" -> createVolume(body);
            case "DELETE containers" -> nothing(() -> engine.removeContainer(name));
            case "DELETE networks" -> nothing(() -> engine.removeNetwork(name));
            case "DELETE volumes" -> nothing(() -> engine.removeVolume(name));
            default -> throw new EngineException(404, "the test's engine knows no " + method + " " + path);
        };
    }

    private static byte[] nothing(Runnable work) {
        work.run();
        return new byte[0];
    }

    private byte[] containers(String name, String last, String query) throws IOException {
        if (name.equals("json")) {
            return bytes(containers());
        }
        return last.equals("json") ? bytes(inspected(engine.settings(name))) : archive(name, query);
    }

    private static JsonNode inspected(ContainerSettings settings) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode configuration = json.putObject("Config").put("Image", settings.image());
        settings.arguments().forEach(configuration.putArray("Cmd")::add);
        ObjectNode host = json.putObject("HostConfig").put("Memory", settings.memoryBytes());
        ObjectNode bindings = host.putObject("PortBindings");
        settings.ports().forEach(port -> bindings.putArray(port.containerPort() + "/" + port.protocol())
                .addObject()
                .put("HostIp", port.hostAddress())
                .put("HostPort", String.valueOf(port.hostPort())));
        return json;
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] createVolume(JsonNode body) {
        Map<String, String> labels = new HashMap<>();
        body.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        engine.createVolume(body.path("Name").asText(), labels);
        return bytes(JSON.createObjectNode().put("Name", body.path("Name").asText()));
    }

    private synchronized byte[] execute(String container, JsonNode body) {
        List<String> command = new ArrayList<>();
        body.path("Cmd").forEach(word -> command.add(word.asText()));
        String id = "exec" + executed.size();
        executed.put(id, engine.execute(container, command, Deadline.in(Duration.ofSeconds(5))));
        return bytes(JSON.createObjectNode().put("Id", id));
    }

    private synchronized ExecResult result(String id) {
        return executed.getOrDefault(id, new ExecResult(-1, ""));
    }

    /** Standard output in the format of Docker's attach streams. */
    private static byte[] frame(String output) {
        byte[] text = output.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length)
                .putInt(1 << 24)
                .putInt(text.length)
                .put(text)
                .array();
    }

    private byte[] archive(String container, String query) throws IOException {
        String path = URLDecoder.decode(query.replaceFirst(".*path=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        byte[] file = engine.readFile(container, path)
                .orElseThrow(() -> new EngineException(404, "Could not find the file " + path));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("file");
            entry.setSize(file.length);
            tar.putArchiveEntry(entry);
            tar.write(file);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private ArrayNode containers() {
        ArrayNode list = JSON.createArrayNode();
        for (EngineContainer container : engine.containers()) {
            ObjectNode json = list.addObject();
            json.put("Id", container.id());
            json.putArray("Names").add("/" + container.name());
            json.put("Image", container.image());
            json.put("ImageID", container.imageId());
            json.put("State", container.state().text());
            json.put("Status", container.status());
            json.set("Labels", labels(container.labels()));
            json.putObject("HostConfig").put("NetworkMode", container.madeIn());
            ObjectNode networks = json.putObject("NetworkSettings").putObject("Networks");
            container.addresses().forEach((network, address) -> networks.putObject(network)
                    .put("IPAddress", address));
            ArrayNode ports = json.putArray("Ports");
            container.ports().forEach(port -> ports.addObject()
                    .put("IP", port.hostAddress())
                    .put("PublicPort", port.hostPort())
                    .put("PrivatePort", port.containerPort())
                    .put("Type", port.protocol()));
        }
        return list;
    }

    private ArrayNode networks() {
        ArrayNode list = JSON.createArrayNode();
        for (EngineNetwork network : engine.networks()) {
            ObjectNode json = list.addObject();
            json.put("Id", network.id()).put("Name", network.name()).put("Driver", network.driver());
            json.set("Labels", labels(network.labels()));
            ArrayNode subnets = json.putObject("IPAM").putArray("Config");
            network.subnets().forEach(subnet -> subnets.addObject().put("Subnet", subnet));
        }
        return list;
    }

    private ArrayNode volumes() {
        ArrayNode list = JSON.createArrayNode();
        for (EngineVolume volume : engine.volumes()) {
            list.addObject().put("Name", volume.name()).set("Labels", labels(volume.labels()));
        }
        return list;
    }

    private ObjectNode image(String reference) {
        EngineImage image =
                engine.image(reference).orElseThrow(() -> new EngineException(404, "No such image: " + reference));
        ObjectNode json = JSON.createObjectNode().put("Id", image.id());
        ObjectNode configuration = json.putObject("Config");
        configuration.set("Labels", labels(image.labels()));
        ArrayNode entrypoint = configuration.putArray("Entrypoint");
        image.entrypoint().forEach(entrypoint::add);
        return json;
    }

    private static ObjectNode labels(Map<String, String> labels) {
        ObjectNode json = JSON.createObjectNode();
        labels.forEach(json::put);
        return json;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
