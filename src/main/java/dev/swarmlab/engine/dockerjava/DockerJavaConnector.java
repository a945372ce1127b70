package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineCall;
import dev.swarmlab.engine.EngineEndpoint;
import dev.swarmlab.process.SearchPath;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.io.Closeable;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Creates clients of daemons. Each connects with its first request. */
public final class DockerJavaConnector {

    private static final String KEY_EXCHANGES = "jdk.tls.namedGroups";

    private static final Duration CONNECT_TIMEOUT = Patience.scaled(Duration.ofSeconds(5));

    /**
     * The limit of a request to a node's daemon. The daemon itself waits up to 20 seconds for a join, or for a leader
     * that it can't reach.
     */
    private static final Duration NODE_LIMIT = Patience.scaled(Duration.ofMinutes(1));

    /** The limit of a request to the outer engine, which may stop a container, or remove many at the same time. */
    private static final Duration ENGINE_LIMIT = Patience.scaled(Duration.ofMinutes(2));

    /** No limit for a single read. */
    private static final Duration NO_LIMIT = Duration.ZERO;

    /** Enough to work on all nodes of the largest lab at the same time. */
    private static final int MOST_CONNECTIONS = 512;

    private static final AtomicBoolean ownProcess = new AtomicBoolean();

    private DockerJavaConnector() {}

    /** The outer engine, for a command without a deadline. Behind ssh, it logs in at once. */
    public static Engine engine(EngineEndpoint endpoint) {
        return engine(endpoint, Optional.empty(), Optional.empty());
    }

    /**
     * The outer engine for a command with a deadline. Behind ssh, it logs in at once.
     *
     * @param deadline ends the login of ssh and the wait for an answer, unless their own limits end them before
     * @throws dev.swarmlab.failure.Failure when ssh does not connect
     */
    public static Engine engine(EngineEndpoint endpoint, Deadline deadline) {
        return engine(endpoint, Optional.of(deadline), Optional.empty());
    }

    /**
     * The outer engine. Behind ssh, it logs in at once.
     *
     * @param deadline of the command, if it has one
     * @param calls gets each request to the engine and its nodes after its end; called from several threads
     * @throws dev.swarmlab.failure.Failure when ssh does not connect
     */
    public static Engine engine(
            EngineEndpoint endpoint, Optional<Deadline> deadline, Optional<Consumer<EngineCall>> calls) {
        CallLog log = CallLog.ofEngine(calls);
        if (endpoint.isBehindSsh()) {
            SshRoute route = SshRoute.open(endpoint, deadline, SearchPath.of(System.getenv()));
            return engine(endpoint, route.reached(), deadline, log, route);
        }
        return engine(endpoint, endpoint, deadline, log, () -> {});
    }

    private static Engine engine(
            EngineEndpoint endpoint,
            EngineEndpoint reached,
            Optional<Deadline> deadline,
            CallLog log,
            Closeable route) {
        SSLConfig tls = reached.isSocket() ? DockerJavaConnector::unused : tls(reached.certificates());
        DockerHttpClient http = log.around(new BoundedHttpClient(
                http(reached.host(), tls, NO_LIMIT),
                "the engine at " + endpoint.host(),
                new AnswerLimit(ENGINE_LIMIT, deadline)));
        return new DockerJavaEngine(
                endpoint,
                reached,
                new LazyClient(() -> client(reached, http)),
                http,
                route,
                deadline,
                log,
                () -> log.around(http(reached.host(), tls, NO_LIMIT)));
    }

    private static DockerClient client(EngineEndpoint endpoint, DockerHttpClient http) {
        DefaultDockerClientConfig configuration = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(endpoint.host().toString())
                .withDockerTlsVerify(false)
                .withDockerContext("default")
                .build();
        return DockerClientImpl.getInstance(configuration, http);
    }

    /**
     * A daemon with mutual TLS on the loopback.
     *
     * @param deadline of the command
     */
    static EngineApi loopback(int port, SSLContext identity, Optional<Deadline> deadline, CallLog log) {
        offerOneKeyExchange();
        LoopbackProbe probe = new LoopbackProbe(port);
        URI address = URI.create("tcp://127.0.0.1:" + port);
        return new DockerJavaEngineApi(
                log.around(bounded(http(address, () -> identity, NODE_LIMIT), address, deadline)), probe::check);
    }

    /** A daemon behind a Unix socket, for a command without a deadline. */
    public static EngineApi socket(URI address) {
        return socket(address, Optional.empty(), CallLog.NONE);
    }

    /**
     * A daemon behind a socket file.
     *
     * @param calls gets each request after its end; called from several threads
     */
    public static EngineApi socket(URI address, Optional<Consumer<EngineCall>> calls) {
        return socket(address, Optional.empty(), CallLog.ofEngine(calls));
    }

    static EngineApi socket(URI address, Optional<Deadline> deadline, CallLog log) {
        return new DockerJavaEngineApi(
                log.around(bounded(http(address, DockerJavaConnector::unused, NO_LIMIT), address, deadline)), () -> {});
    }

    private static DockerHttpClient bounded(DockerHttpClient http, URI address, Optional<Deadline> deadline) {
        return new BoundedHttpClient(http, "the daemon at " + address, new AnswerLimit(NODE_LIMIT, deadline));
    }

    /**
     * A client of docker-java for a node's daemon with mutual TLS on the loopback. The caller closes it.
     *
     * @param port the port of the daemon
     * @param identity the client's certificate and the certificate authority that it trusts
     */
    public static DockerClient nodeClient(int port, SSLContext identity) {
        URI address = URI.create("tcp://127.0.0.1:" + port);
        return client(new EngineEndpoint(address, null, "a node of a lab"), http(address, () -> identity, NO_LIMIT));
    }

    /**
     * Allows to set a TLS property of the whole process: for a program of which nothing but swarmlab uses TLS. Without
     * this call, the first handshake with a node takes longer.
     */
    public static void ownProcess() {
        ownProcess.set(true);
    }

    /**
     * All Docker daemons support X25519. Java would also offer P-256, and compute tables for it, which takes a fifth of
     * a second of processor time. Java reads the property once, before the first handshake of the process. The
     * handshake with an engine behind TLS comes earlier, so that engine is still offered all curves.
     */
    private static void offerOneKeyExchange() {
        if (ownProcess.get() && System.getProperty(KEY_EXCHANGES) == null) {
            System.setProperty(KEY_EXCHANGES, "x25519");
        }
    }

    /**
     * A client with an explicit limit for reads. Its default is no limit for the first request of a TLS connection, and
     * the connect timeout for later requests.
     */
    private static DockerHttpClient http(URI host, @Nullable SSLConfig tls, Duration readTimeout) {
        return new SendOnce(new ZerodepDockerHttpClient.Builder()
                .dockerHost(host)
                .sslConfig(tls)
                .maxConnections(MOST_CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .responseTimeout(readTimeout)
                .build());
    }

    /**
     * For sockets and pipes. Without a context the client creates the default one, which reads the 150 certificate
     * authorities of the platform and takes a tenth of a second.
     */
    private static SSLContext unused() throws NoSuchAlgorithmException, KeyManagementException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], new TrustManager[0], null);
        return context;
    }

    private static @Nullable SSLConfig tls(@Nullable Path certificates) {
        return certificates == null ? null : new LocalDirectorySSLConfig(certificates.toString());
    }
}
