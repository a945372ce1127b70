package dev.swarmlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which engine the user means, in the order of the docker CLI: {@code DOCKER_HOST}, {@code DOCKER_CONTEXT},
 * the context chosen with {@code docker context use}, the platform's default socket.
 *
 * <p>docker-java can do this too, but it takes a missing context for the default socket, and a context's certificates
 * for those of {@code DOCKER_HOST}.
 */
public final class EngineLocator {

    private static final String DEFAULT_CONTEXT = "default";

    private final Map<String, String> environment;
    private final Path dockerFolder;

    public EngineLocator(Map<String, String> environment) {
        this.environment = environment;
        this.dockerFolder = said("DOCKER_CONFIG")
                .map(Path::of)
                .orElseGet(() -> Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".docker"));
    }

    /** The engine that the user named, empty when none was named and the default socket is meant. */
    public Optional<EngineEndpoint> named() {
        Optional<String> host = said("DOCKER_HOST");
        if (host.isPresent()) {
            return Optional.of(new EngineEndpoint(uri(host.get(), "DOCKER_HOST"), certificates(), "DOCKER_HOST"));
        }
        return said("DOCKER_CONTEXT")
                .or(this::currentContext)
                .filter(name -> !name.equals(DEFAULT_CONTEXT))
                .map(this::context);
    }

    /** The platform's default socket. */
    public EngineEndpoint standard() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        String host = windows ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";
        return new EngineEndpoint(URI.create(host), null, "the default socket");
    }

    private Optional<String> said(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private @Nullable Path certificates() {
        boolean verify = said("DOCKER_TLS_VERIFY").isPresent();
        return verify || said("DOCKER_CERT_PATH").isPresent()
                ? said("DOCKER_CERT_PATH").map(Path::of).orElse(dockerFolder)
                : null;
    }

    private Optional<String> currentContext() {
        Path configuration = dockerFolder.resolve("config.json");
        if (!Files.isRegularFile(configuration)) {
            return Optional.empty();
        }
        return Optional.of(read(configuration).path("currentContext").asText(""))
                .filter(name -> !name.isEmpty());
    }

    private EngineEndpoint context(String name) {
        String source = "Docker context " + name;
        String folder = sha256(name);
        Path meta =
                dockerFolder.resolve("contexts").resolve("meta").resolve(folder).resolve("meta.json");
        if (!Files.isRegularFile(meta)) {
            throw Failure.of(FailureKind.NO_ENGINE, "there is no Docker context named " + name)
                    .advise("See which there are with: docker context ls");
        }
        JsonNode endpoint = read(meta).path("Endpoints").path("docker");
        Path tls =
                dockerFolder.resolve("contexts").resolve("tls").resolve(folder).resolve("docker");
        return new EngineEndpoint(
                uri(endpoint.path("Host").asText(""), source), Files.isDirectory(tls) ? tls : null, source);
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException exception) {
            throw Failure.of(FailureKind.NO_ENGINE, "can't read " + file)
                    .because(exception.getMessage())
                    .advise("Mend the file, or name an engine with DOCKER_HOST.")
                    .causedBy(exception);
        }
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
            throw Failure.of(FailureKind.NO_ENGINE, source + " names an engine behind ssh: " + host)
                    .because("swarmlab can't speak ssh")
                    .advise("Forward the socket and use that: ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock "
                            + uri.getAuthority() + " and DOCKER_HOST=unix:///tmp/docker.sock");
        }
        if (!"unix".equals(scheme) && !"npipe".equals(scheme) && !"tcp".equals(scheme)) {
            throw unusable(host, source);
        }
        return uri;
    }

    private static Failure unusable(String host, String source) {
        return Failure.of(FailureKind.NO_ENGINE, source + " is not an engine's address: " + host)
                .advise("Write it like unix:///var/run/docker.sock or tcp://host:2376");
    }

    /** The docker CLI names a context's folder by the SHA-256 of the context's name. */
    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
