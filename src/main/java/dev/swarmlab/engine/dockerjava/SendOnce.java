package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Keeps the HTTP client from repeating requests that are not idempotent. The client repeats each request that is
 * answered with 503, whatever its method, and has no setting for that. The daemon may have begun the work before it
 * answered 503: it goes on joining a swarm, and refuses the repetition. The client can't repeat a request with a body
 * that can be read only once. So such requests get such a body, which may be empty.
 */
final class SendOnce implements DockerHttpClient {

    /**
     * Requests that docker-java sends without a body, and whose repetition is an error. Start and stop are not among
     * them: their repetition is answered with 304, and daemons refuse a body of unknown length for a start.
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
        // On a hijacked connection the end of a body of unknown length would become input of the command.
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
