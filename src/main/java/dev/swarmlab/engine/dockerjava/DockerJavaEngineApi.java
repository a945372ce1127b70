package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends raw JSON through docker-java's HTTP client. */
public final class DockerJavaEngineApi implements EngineApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Checks at low cost, before a request, whether a daemon can be reached. */
    @FunctionalInterface
    interface Precheck {
        void check() throws IOException;
    }

    private final DockerHttpClient http;
    private final Precheck precheck;

    DockerJavaEngineApi(DockerHttpClient http, Precheck precheck) {
        this.http = http;
        this.precheck = precheck;
    }

    @Override
    public JsonNode get(String path) {
        return read(Request.builder().method(Method.GET).path(path).build());
    }

    @Override
    public JsonNode post(String path, @Nullable JsonNode body) {
        return read(post(path, body, Map.of()));
    }

    @Override
    public void delete(String path) {
        read(Request.builder().method(Method.DELETE).path(path).build());
    }

    @Override
    public void getAndFollow(String path, Consumer<JsonNode> line) {
        follow(Request.builder().method(Method.GET).path(path).build(), line);
    }

    @Override
    public void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line) {
        follow(post(path, null, headers), line);
    }

    private void follow(Request request, Consumer<JsonNode> line) {
        try (Response response = execute(request);
                MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(response.getBody())) {
            while (lines.hasNextValue()) {
                line.accept(lines.nextValue());
            }
        } catch (IOException exception) {
            throw unreachable(exception);
        }
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Request post(String path, @Nullable JsonNode body, Map<String, String> headers) {
        // A request with a body, even an empty one, is sent once only, see SendOnce.
        Request.Builder request = Request.builder()
                .method(Method.POST)
                .path(path)
                .putAllHeaders(headers)
                .bodyBytes((body == null ? "" : body.toString()).getBytes(StandardCharsets.UTF_8));
        return body == null
                ? request.build()
                : request.putHeader("Content-Type", "application/json").build();
    }

    private JsonNode read(Request request) {
        try (Response response = execute(request)) {
            byte[] body = response.getBody().readAllBytes();
            boolean json = body.length > 0 && (body[0] == '{' || body[0] == '[' || body[0] == '"');
            return json ? JSON.readTree(body) : MissingNode.getInstance();
        } catch (IOException exception) {
            throw unreachable(exception);
        }
    }

    /** Returns an answer with a status below 300, and throws any other as an exception. */
    private Response execute(Request request) {
        Response response;
        try {
            precheck.check();
            response = http.execute(request);
        } catch (EngineException silence) {
            throw silence;
        } catch (RuntimeException | IOException exception) {
            throw unreachable(exception);
        }
        if (response.getStatusCode() < 300) {
            return response;
        }
        try (response) {
            String body = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            throw new EngineException(response.getStatusCode(), DaemonMessages.of(body));
        } catch (IOException exception) {
            throw unreachable(exception);
        }
    }

    private static EngineException unreachable(Exception exception) {
        return new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
    }
}
