package dev.swarmlab.check;

import dev.swarmlab.readiness.Deadline;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Requests as many different clients would send them: each on a connection of its own, and never sent twice. A client
 * that keeps its connections would always reach the same task through a balancer of connections, and one that asks again
 * would hide that a request was lost.
 */
final class Requests {

    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 5;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;

    /** What Java's client says when it may not ask again; its cause tells why it would have. */
    private static final String NOT_AGAIN = "Too many retries";

    static {
        // Read once, when the client's classes are loaded. Without the first nobody may say that a connection is not
        // kept. The others have a request sent only once: the last counts redirects too, so they are followed here.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIME_TO_CONNECT)
            .build();

    /** Sends one, as long as the deadline allows. A redirect is an answer like any other. */
    CompletableFuture<HttpResponse<String>> send(URI url, Deadline deadline) {
        Duration time = deadline.atMost(TIME_TO_ANSWER).left();
        if (time.isZero()) {
            return CompletableFuture.failedFuture(new HttpTimeoutException("no time is left"));
        }
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(time)
                .header("Connection", "close")
                .build();
        return client.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Sends one, and where its answer is a redirect another to where that leads. */
    CompletableFuture<HttpResponse<String>> sendAndFollow(URI url, Deadline deadline) {
        return follow(send(url, deadline), deadline, MOST_REDIRECTS);
    }

    private CompletableFuture<HttpResponse<String>> follow(
            CompletableFuture<HttpResponse<String>> answer, Deadline deadline, int redirects) {
        return answer.thenCompose(response -> {
            Optional<String> location = response.headers().firstValue("Location");
            if (redirects == 0 || location.isEmpty() || !isRedirect(response.statusCode())) {
                return CompletableFuture.completedFuture(response);
            }
            URI next = response.uri().resolve(location.get());
            return follow(send(next, deadline), deadline, redirects - 1);
        });
    }

    static boolean isRedirect(int status) {
        return status >= FIRST_REDIRECT && status < FIRST_ERROR;
    }

    static boolean isError(int status) {
        return status >= FIRST_ERROR;
    }

    /** What went wrong, in words; Java leaves the message out of some, and wraps it up in others. */
    static String words(Throwable thrown) {
        String message = thrown.getMessage();
        Throwable cause = thrown.getCause();
        boolean isWrapped = thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || (message != null && message.startsWith(NOT_AGAIN));
        if (isWrapped && cause != null) {
            return words(cause);
        }
        if (message != null && !message.isBlank()) {
            return message;
        }
        return thrown instanceof ConnectException ? "Connection refused" : thrown.toString();
    }
}
