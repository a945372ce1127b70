package dev.swarmlab.check;

import dev.swarmlab.parallel.Threads;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends HTTP requests as many different clients would: each on its own connection, and never twice. A client that keeps
 * a connection always reaches the same task behind a TCP load balancer, and a client that retries hides a lost request.
 * The clients of the JDK do both and can't be configured not to.
 */
final class Requests {

    private static final Duration CONNECT_TIMEOUT = Patience.scaled(Duration.ofSeconds(3));
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 5;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Executor threads = Threads.pool("swarmlab-request");
    private final Destinations destinations;

    /** Chooses the address to connect to for the address that a URL names. */
    @FunctionalInterface
    interface Destinations {
        InetSocketAddress of(InetSocketAddress address) throws IOException;
    }

    /** Requests that connect to the addresses in their URLs. */
    Requests() {
        this(address -> address);
    }

    Requests(Destinations destinations) {
        this.destinations = destinations;
    }

    /** Sends a GET request. It ends after 10 seconds, or earlier at the deadline. Redirects are not followed. */
    CompletableFuture<HttpResponse> send(URI url, Deadline deadline) {
        Socket socket = new Socket();
        CompletableFuture<HttpResponse> response = CompletableFuture.supplyAsync(() -> send(url, socket), threads);
        // Closing the socket ends the thread that reads from it.
        return response.orTimeout(deadline.atMost(RESPONSE_TIMEOUT).left().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((unused, failure) -> closeQuietly(socket));
    }

    /** Like {@link #send(URI, Deadline)}, but follows up to 5 redirects. */
    CompletableFuture<HttpResponse> sendAndFollow(URI url, Deadline deadline) {
        return sendAndFollow(url, deadline, MOST_REDIRECTS);
    }

    private CompletableFuture<HttpResponse> sendAndFollow(URI url, Deadline deadline, int redirects) {
        return send(url, deadline)
                .thenCompose(response -> redirects > 0
                                && response.isRedirect()
                                && !response.location().isEmpty()
                        ? sendAndFollow(url.resolve(response.location()), deadline, redirects - 1)
                        : CompletableFuture.completedFuture(response));
    }

    private HttpResponse send(URI url, Socket socket) {
        try (Socket connection = connected(url, socket)) {
            connection.getOutputStream().write(request(url).getBytes(StandardCharsets.US_ASCII));
            return HttpResponse.from(new BufferedInputStream(connection.getInputStream()));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private Socket connected(URI url, Socket socket) throws IOException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        InetSocketAddress address = new InetSocketAddress(url.getHost(), port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("unknown host " + url.getHost());
        }
        socket.connect(destinations.of(address), (int) CONNECT_TIMEOUT.toMillis());
        return secure ? secured(socket, url.getHost(), port) : socket;
    }

    private static Socket secured(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        return secured;
    }

    private static String request(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String port = url.getPort() >= 0 ? ":" + url.getPort() : "";
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + url.getHost() + port
                + "\r\nUser-Agent: swarmlab\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException exception) {
            return; // the response is complete or has failed already
        }
    }

    /** The message of the exception that caused the failure. */
    static String reason(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean isWrapped = thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof UncheckedIOException;
        if (isWrapped && cause != null) {
            return reason(cause);
        }
        if (thrown instanceof TimeoutException) {
            return "no answer in time";
        }
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.toString() : message;
    }
}
