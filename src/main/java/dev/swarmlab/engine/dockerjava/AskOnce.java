package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/**
 * Keeps the HTTP client from sending a request with a body a second time. The client repeats what is answered with 503,
 * whatever the method, and lets nobody configure that. A daemon that gives such an answer may have begun what it was told:
 * it goes on joining a swarm, and refuses the repetition. A body that can be read only once can't be repeated.
 */
final class AskOnce implements DockerHttpClient {

    private final DockerHttpClient http;

    AskOnce(DockerHttpClient http) {
        this.http = http;
    }

    @Override
    public Response execute(Request request) {
        byte[] body = request.bodyBytes();
        // A connection that is taken over for streams would pass on the end of a body of unknown length as input.
        return http.execute(body == null || request.hijackedInput() != null ? request : readableOnce(request, body));
    }

    private static Request readableOnce(Request request, byte[] body) {
        Map<String, String> headers = request.headers();
        return Request.builder()
                .method(request.method())
                .path(request.path())
                .putAllHeaders(headers)
                .body(new ByteArrayInputStream(body))
                .build();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
