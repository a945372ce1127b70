package dev.swarmlab.engine;

import dev.swarmlab.engine.DockerContexts.DockerContext;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the engine that the user has selected, in the order of the docker CLI: {@code DOCKER_HOST},
 * {@code DOCKER_CONTEXT}, the context chosen with {@code docker context use}, the default socket of the platform.
 *
 * <p>docker-java has code for this, but it uses the default socket when a context does not exist, and the certificates
 * of a context for {@code DOCKER_HOST}.
 *
 * <p>If {@code swarmlab env} or {@code swarmlab context} has selected a node of a lab, it finds the engine on which the
 * lab runs.
 */
public final class EngineLocator {

    private static final String DEFAULT_CONTEXT = "default";

    /** The registered port of Docker without TLS (IANA). */
    private static final int PLAIN_PORT = 2375;

    private final Map<String, String> environment;
    private final DockerContexts contexts;

    public EngineLocator(Map<String, String> environment) {
        this.environment = new NodeEnvironment(environment).before();
        this.contexts = DockerContexts.of(environment);
    }

    /**
     * The engine that the user has selected; empty when none is selected, so that the default socket counts.
     *
     * @throws Failure of kind {@link FailureKind#NO_ENGINE} when the selection is not valid
     */
    public Optional<EngineEndpoint> named() {
        Optional<String> host = valueOf("DOCKER_HOST");
        if (host.isPresent()) {
            URI address = uri(host.get(), "DOCKER_HOST");
            return Optional.of(new EngineEndpoint(address, certificates(address), "DOCKER_HOST"));
        }
        return valueOf("DOCKER_CONTEXT")
                .or(contexts::current)
                .filter(name -> !name.equals(DEFAULT_CONTEXT))
                .map(this::context);
    }

    /** The platform's default socket. */
    public EngineEndpoint standard() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        String host = windows ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";
        return new EngineEndpoint(URI.create(host), null, "the default socket");
    }

    private Optional<String> valueOf(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    /** As for the docker CLI, {@code DOCKER_CERT_PATH} alone turns TLS on only if the folder has certificates. */
    private @Nullable Path certificates(URI host) {
        Optional<Path> named = valueOf("DOCKER_CERT_PATH").map(Path::of);
        TlsFolder tls = new TlsFolder(named.orElse(contexts.folder()));
        boolean wanted = valueOf("DOCKER_TLS_VERIFY").isPresent() || (named.isPresent() && !tls.isEmpty());
        return wanted && isTcp(host)
                ? tls.complete(
                        host + " (DOCKER_HOST)",
                        "Put ca.pem, cert.pem and key.pem there, or set DOCKER_CERT_PATH to the folder that has them.")
                : null;
    }

    private EngineEndpoint context(String name) {
        String source = "Docker context " + name;
        DockerContext context = contexts.find(name)
                .orElseThrow(() -> Failure.of(FailureKind.NO_ENGINE, "there is no Docker context named " + name)
                        .advise("List the contexts with: docker context ls"));
        return LabContext.in(context)
                .map(lab -> carrier(uri(lab.engine(), source), source))
                .orElseGet(() -> endpoint(context, source));
    }

    /**
     * The engine on which a lab runs. The lab's context has the certificates of a node. The certificates of the engine
     * are in the context with which the lab was created, if there was one.
     */
    private EngineEndpoint carrier(URI host, String source) {
        if (!isTcp(host)) {
            return new EngineEndpoint(host, null, source);
        }
        Optional<DockerContext> ofEngine = contexts.all().stream()
                .filter(context -> context.host().equals(host.toString()))
                .findFirst();
        if (ofEngine.isEmpty() && host.getPort() != PLAIN_PORT) {
            throw Failure.of(FailureKind.NO_ENGINE, source + " leads to a lab on the engine at " + host)
                    .because("no other context has that address, so the engine's certificates are not known")
                    .advise("Name the engine: export DOCKER_HOST=" + host
                            + "\nIf it uses TLS, also: export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=FOLDER");
        }
        return ofEngine.map(context -> endpoint(context, source + " and " + context.name()))
                .orElseGet(() -> new EngineEndpoint(host, null, source));
    }

    private static EngineEndpoint endpoint(DockerContext context, String source) {
        URI host = uri(context.host(), source);
        TlsFolder tls = new TlsFolder(context.certificates());
        if (!isTcp(host) || tls.isEmpty()) {
            return new EngineEndpoint(host, null, source);
        }
        String advice = "Give the context all three: docker context update " + context.name() + " --docker host=" + host
                + ",ca=ca.pem,cert=cert.pem,key=key.pem";
        return new EngineEndpoint(host, tls.complete(host + " (" + source + ")", advice), source);
    }

    private static boolean isTcp(URI host) {
        return "tcp".equals(host.getScheme());
    }

    private static URI uri(String host, String source) {
        URI uri;
        try {
            uri = URI.create(host.startsWith("/") ? "unix://" + host : host);
        } catch (IllegalArgumentException exception) {
            throw unusable(host, source).causedBy(exception);
        }
        String scheme = uri.getScheme();
        if ("ssh".equals(scheme)) {
            try {
                SshAddress.of(uri);
            } catch (IllegalArgumentException exception) {
                throw unusable(host, source)
                        .because(exception.getMessage())
                        .advise("Write it like ssh://user@host:22")
                        .causedBy(exception);
            }
        } else if (!"unix".equals(scheme) && !"npipe".equals(scheme) && !"tcp".equals(scheme)) {
            throw unusable(host, source);
        }
        return uri;
    }

    private static Failure unusable(String host, String source) {
        return Failure.of(FailureKind.NO_ENGINE, source + " is not an engine's address: " + host)
                .advise("Write it like unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host");
    }
}
