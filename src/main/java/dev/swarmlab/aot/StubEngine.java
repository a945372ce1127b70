package dev.swarmlab.aot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.swarmlab.certificate.KeyPairInPem;
import dev.swarmlab.certificate.MutualTls;
import dev.swarmlab.engine.Labels;
import dev.swarmlab.plan.LabNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A stub of the outer engine. For each node container it opens a TLS port with the certificate that was copied into the
 * container, and answers there as the node's daemon, so that TLS is part of the training run.
 */
final class StubEngine implements AutoCloseable, StubDaemon.RequestHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----.*?-----END \\1-----\n", Pattern.DOTALL);

    private final StubDaemon daemon;
    private final List<StubDaemon> nodes = new ArrayList<>();
    private final Queue<Integer> ports = new ArrayDeque<>();
    private final ArrayNode containers = JSON.createArrayNode();
    private final ArrayNode networks = JSON.createArrayNode();
    private final ArrayNode volumes = JSON.createArrayNode();
    private @Nullable SSLContext identity;
    private int registryPort;

    StubEngine() throws IOException {
        this.daemon = new StubDaemon(HttpServer.create(loopback(0), 0), this);
    }

    String address() {
        return "tcp://127.0.0.1:" + daemon.port();
    }

    /** The port of the lab's registry on the loopback address; 0 before it exists. */
    synchronized int registryPort() {
        return registryPort;
    }

    @Override
    public synchronized void record(String path, byte[] body) throws IOException {
        if (path.endsWith("/containers/create")) {
            JsonNode labels = JSON.readTree(body).path("Labels");
            containers.add(container(labels));
            int port = labels.path(Labels.PORT).asInt();
            if (labels.path(Labels.ROLE).asText().equals("registry")) {
                registryPort = port;
                nodes.add(new StubDaemon(HttpServer.create(loopback(port), 0), new FixedAnswers()));
            } else {
                ports.add(port);
            }
        } else if (path.endsWith("/networks/create")) {
            networks.add(((ObjectNode) JSON.readTree(body)).put("Id", "network"));
        } else if (path.endsWith("/volumes/create")) {
            volumes.add(JSON.readTree(body));
        } else if (path.contains("/volumes/")) {
            removeLabels(path.substring(path.lastIndexOf('/') + 1));
        } else if (path.endsWith("/archive") && identity == null) {
            identity = identity(new String(body, StandardCharsets.ISO_8859_1));
        }
        if (identity != null) {
            for (Integer port = ports.poll(); port != null; port = ports.poll()) {
                nodes.add(new StubDaemon(server(port, identity), new FixedAnswers()));
            }
        }
    }

    /** Removes the volume's labels, so that the lock of a command is released. */
    private void removeLabels(String volume) {
        volumes.forEach(known -> {
            if (known.path("Name").asText().equals(volume)) {
                ((ObjectNode) known).remove("Labels");
            }
        });
    }

    /**
     * The certificate and key that were copied into a node. They are in an uncompressed tar archive, in this order: the
     * authority's certificate, the node's certificate, the node's key.
     */
    private static SSLContext identity(String archive) {
        List<String> blocks =
                PEM.matcher(archive).results().map(MatchResult::group).toList();
        return MutualTls.context(new KeyPairInPem(blocks.get(1), blocks.get(2)), blocks.get(0));
    }

    private static HttpsServer server(int port, SSLContext identity) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters mutual = identity.getDefaultSSLParameters();
                mutual.setNeedClientAuth(true);
                parameters.setSSLParameters(mutual);
            }
        });
        return server;
    }

    /** The created containers, networks and volumes; other paths have fixed answers. */
    @Override
    public synchronized Optional<String> answer(String path) {
        return switch (path) {
            case "/containers/json" -> Optional.of(containers.toString());
            case "/networks" -> Optional.of(networks.toString());
            case "/volumes" ->
                Optional.of(JSON.createObjectNode().set("Volumes", volumes).toString());
            default -> Optional.empty();
        };
    }

    private static ObjectNode container(JsonNode labels) {
        ObjectNode container = JSON.createObjectNode();
        container.put("Id", labels.path(Labels.NODE).asText());
        container
                .putArray("Names")
                .add("/"
                        + LabNames.container(
                                labels.path(Labels.LAB).asText(),
                                labels.path(Labels.NODE).asText()));
        container.put("State", "running");
        container.set("Labels", labels);
        container
                .putObject("NetworkSettings")
                .putObject("Networks")
                .putObject("network")
                .put("IPAddress", "10.0.0.1");
        return container;
    }

    /** Ignores changes, so that a daemon has only fixed answers. */
    private static final class FixedAnswers implements StubDaemon.RequestHandler {
        @Override
        public void record(String path, byte[] body) {}

        @Override
        public Optional<String> answer(String path) {
            return Optional.empty();
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public synchronized void close() {
        daemon.close();
        nodes.forEach(StubDaemon::close);
    }
}
