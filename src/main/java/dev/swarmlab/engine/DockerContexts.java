package dev.swarmlab.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contexts of the docker CLI, read from its configuration folder.
 *
 * @param folder as in {@code ~/.docker}
 */
public record DockerContexts(Path folder) {

    /**
     * One context.
     *
     * @param description may be empty
     * @param host the engine's address, may be empty
     * @param certificates the folder with its TLS certificates, which may not exist
     */
    public record DockerContext(String name, String description, String host, Path certificates) {}

    /** The contexts of a user with these environment variables. */
    public static DockerContexts of(Map<String, String> environment) {
        String folder = environment.getOrDefault("DOCKER_CONFIG", "");
        return new DockerContexts(
                folder.isBlank()
                        ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".docker")
                        : Path.of(folder));
    }

    /** The context chosen with {@code docker context use}. */
    public Optional<String> current() {
        Path configuration = folder.resolve("config.json");
        if (!Files.isRegularFile(configuration)) {
            return Optional.empty();
        }
        return Optional.of(readOrFail(configuration).path("currentContext").asText(""))
                .filter(name -> !name.isEmpty());
    }

    public Optional<DockerContext> find(String name) {
        Path meta = metaFolder().resolve(sha256(name)).resolve("meta.json");
        return Files.isRegularFile(meta) ? Optional.of(context(readOrFail(meta))) : Optional.empty();
    }

    /** Every context whose file can be read. */
    public List<DockerContext> all() {
        try (Stream<Path> folders = Files.list(metaFolder())) {
            return folders.flatMap(each -> readable(each.resolve("meta.json"))).toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private Stream<DockerContext> readable(Path meta) {
        try {
            return Stream.of(context(read(meta)));
        } catch (IOException broken) {
            return Stream.empty();
        }
    }

    private Path metaFolder() {
        return folder.resolve("contexts").resolve("meta");
    }

    private DockerContext context(JsonNode meta) {
        String name = meta.path("Name").asText("");
        Path certificates =
                folder.resolve("contexts").resolve("tls").resolve(sha256(name)).resolve("docker");
        return new DockerContext(
                name,
                meta.path("Metadata").path("Description").asText(""),
                meta.path("Endpoints").path("docker").path("Host").asText(""),
                certificates);
    }

    private static JsonNode readOrFail(Path file) {
        try {
            return read(file);
        } catch (IOException exception) {
            throw Failure.of(FailureKind.NO_ENGINE, "can't read " + file)
                    .because(exception.getMessage())
                    .advise("Fix the file, or name an engine with DOCKER_HOST.")
                    .causedBy(exception);
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    /** The name of a context's folder is the SHA-256 of the context's name. */
    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
