package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Keeps the HTTP client from sending a request a second time that is not idempotent. The client repeats what is answered with
 * 503, whatever the method, and lets nobody configure that. A daemon that gives such an answer may have begun what it was
 * told: it goes on joining a swarm, and refuses the repetition. A body that can be read only once can't be repeated, so these
 * requests are sent with one, if need be an empty one.
 */
final class SendOnce implements DockerHttpClient {

    /**
     * What docker-java sends without a body and a daemon refuses when it is done already. Starting and stopping are not among
     * them: their repetition is answered with 304, and daemons refuse a body of unknown length for the start.
     */
    private static final Pattern SECOND_IS_REFUSED = Pattern.compile("/containers/[^/]+/(kill|pause|unpause)(\\?.*)?");

    private final DockerHttpClient http;

    SendOnce(DockerHttpClient http) {
        this.http = http;
    }

    @Override
    public Response execute(Request request) {
        byte[] body = request.bodyBytes();
        if (body == null && SECOND_IS_REFUSED.matcher(request.path()).matches()) {
            body = new byte[0];
        }
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
