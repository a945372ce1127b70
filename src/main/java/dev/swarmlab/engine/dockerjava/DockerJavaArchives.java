package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.swarmlab.engine.ContainerPath;
import dev.swarmlab.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes archives of any size.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, /containers/ID/archive</a>
 */
final class DockerJavaArchives {

    private static final String STAT = "X-Docker-Container-Path-Stat";

    private static final int FIRST_ERROR = 300;
    private static final int NOT_FOUND = 404;

    /** The bit of a folder in the mode of Go's os.FileMode. */
    private static final long FOLDER_BIT = 1L << 31;

    private final DockerHttpClient http;
    private final UnlimitedRequests requests;

    DockerJavaArchives(DockerHttpClient http, UnlimitedRequests requests) {
        this.http = http;
        this.requests = requests;
    }

    Optional<ContainerPath> find(String container, String path) {
        Request request =
                Request.builder().method("HEAD").path(path(container, path)).build();
        try (Response response = Translation.call(() -> http.execute(request))) {
            if (response.getStatusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            if (response.getStatusCode() >= FIRST_ERROR) {
                throw new EngineException(response.getStatusCode(), "can't read " + path);
            }
            return Optional.of(stat(response.getHeaders()));
        }
    }

    InputStream read(String container, String path) {
        return requests.read(
                Request.builder().method(Method.GET).path(path(container, path)).build());
    }

    void write(String container, String folder, InputStream tar) {
        Request request = Request.builder()
                .method(Method.PUT)
                .path(path(container, folder) + "&noOverwriteDirNonDir=true")
                .putHeader("Content-Type", "application/x-tar")
                .body(tar)
                .build();
        requests.send(request).close();
    }

    private static String path(String container, String path) {
        return "/containers/" + container + "/archive?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    private static ContainerPath stat(Map<String, List<String>> headers) {
        String encoded = headers.entrySet().stream()
                .filter(header -> STAT.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("");
        try {
            JsonNode stat = new ObjectMapper().readTree(Base64.getDecoder().decode(encoded));
            boolean isFolder = (stat.path("mode").asLong() & FOLDER_BIT) != 0;
            return new ContainerPath(isFolder, stat.path("linkTarget").asText(""));
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        }
    }
}
