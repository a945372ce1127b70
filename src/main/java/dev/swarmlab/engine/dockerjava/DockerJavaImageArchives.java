package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.KnownMessage;
import dev.swarmlab.engine.TaggedReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Archives of images, as those of {@code docker save}. docker-java's command for a load ignores errors: the engine
 * reports them in its answer, after the status 200.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, /images/get and /images/load</a>
 */
final class DockerJavaImageArchives {

    private static final int SERVER_ERROR = 500;

    private final UnlimitedRequests requests;

    DockerJavaImageArchives(UnlimitedRequests requests) {
        this.requests = requests;
    }

    InputStream save(List<String> references) {
        String names = references.stream()
                .map(reference -> "names=" + URLEncoder.encode(TaggedReference.of(reference), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new SavedImages(requests.read(Request.builder()
                .method(Method.GET)
                .path("/images/get?" + names)
                .build()));
    }

    List<String> load(InputStream archive) {
        Request request = Request.builder()
                .method(Method.POST)
                .path("/images/load?quiet=1")
                .putHeader("Content-Type", "application/x-tar")
                .body(archive)
                .build();
        List<String> names = new ArrayList<>();
        try (UnlimitedRequests.Answer answer = requests.send(request);
                MappingIterator<JsonNode> lines =
                        new ObjectMapper().readerFor(JsonNode.class).readValues(answer.body())) {
            while (lines.hasNext()) {
                JsonNode line = lines.next();
                String error = line.path("errorDetail")
                        .path("message")
                        .asText(line.path("error").asText());
                if (!error.isBlank()) {
                    throw new EngineException(SERVER_ERROR, error.strip());
                }
                line.path("stream").asText().lines().forEach(text -> KnownMessage.LOADED
                        .valueIn(text)
                        .ifPresent(names::add));
            }
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        }
        return List.copyOf(names);
    }
}
