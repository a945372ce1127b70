package dev.swarmlab.junit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A published port of a lab. Each request has a connection of its own, so that the swarm can choose another task. */
public final class HttpEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI uri;

    HttpEndpoint(URI uri) {
        this.uri = uri;
    }

    /** As in {@code http://127.0.0.1:18000}. */
    public URI uri() {
        return uri;
    }

    /**
     * Sends a GET request and waits for the answer, at most 10 seconds.
     *
     * @param path begins with a slash
     * @throws IOException when there is no answer in time
     */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri.resolve(path)).timeout(LIMIT).build();
        HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
        return client.send(request, BodyHandlers.ofString());
    }
}
