package dev.swarmlab.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Requests as many different clients would send them: each on a connection of its own, and never sent twice. A client
 * that keeps its connections would always reach the same task through a balancer of connections.
 */
final class Requests {

    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(10);

    static {
        // Read once, when the client's classes are loaded. Without it nobody may say that a connection is not kept.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(TIME_TO_CONNECT)
            .build();

    HttpResponse<String> send(URI url) throws IOException, InterruptedException {
        return client.send(request(url), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    CompletableFuture<HttpResponse<String>> sendInBackground(URI url) {
        return client.sendAsync(request(url), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static HttpRequest request(URI url) {
        return HttpRequest.newBuilder(url)
                .timeout(TIME_TO_ANSWER)
                .header("Connection", "close")
                .build();
    }

    /** What went wrong, in words; Java leaves the message out of some. */
    static String words(Throwable exception) {
        String message = exception.getMessage();
        if (message != null && !message.isBlank()) {
            return message;
        }
        return exception instanceof java.net.ConnectException ? "Connection refused" : exception.toString();
    }
}
