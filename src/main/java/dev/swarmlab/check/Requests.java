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
 * Requests as many different clients would send them: each on a connection of its own, and never sent twice. A client
 * that keeps its connections would always reach the same task through a balancer of connections, and one that asks again
 * would hide that a request was lost. Java's own clients do both, and can't be kept from it.
 */
final class Requests {

    private static final Duration TIME_TO_CONNECT = Patience.scaled(Duration.ofSeconds(3));
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 5;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Executor threads = Threads.pool("swarmlab-request");

    /** Sends one, as long as the deadline allows. A redirect is an answer like any other. */
    CompletableFuture<HttpAnswer> send(URI url, Deadline deadline) {
        Socket socket = new Socket();
        CompletableFuture<HttpAnswer> answer = CompletableFuture.supplyAsync(() -> ask(url, socket), threads);
        // A socket that is closed lets go of the thread that reads from it.
        return answer.orTimeout(deadline.atMost(TIME_TO_ANSWER).left().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((unused, failure) -> closeQuietly(socket));
    }

    /** Sends one, and where its answer is a redirect another to where that leads. */
    CompletableFuture<HttpAnswer> sendAndFollow(URI url, Deadline deadline) {
        return sendAndFollow(url, deadline, MOST_REDIRECTS);
    }

    private CompletableFuture<HttpAnswer> sendAndFollow(URI url, Deadline deadline, int redirects) {
        return send(url, deadline)
                .thenCompose(answer -> redirects > 0
                                && answer.isRedirect()
                                && !answer.location().isEmpty()
                        ? sendAndFollow(url.resolve(answer.location()), deadline, redirects - 1)
                        : CompletableFuture.completedFuture(answer));
    }

    private static HttpAnswer ask(URI url, Socket socket) {
        try (Socket connection = connected(url, socket)) {
            connection.getOutputStream().write(request(url).getBytes(StandardCharsets.US_ASCII));
            return HttpAnswer.from(new BufferedInputStream(connection.getInputStream()));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Socket connected(URI url, Socket socket) throws IOException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        InetSocketAddress address = new InetSocketAddress(url.getHost(), port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("there is no host named " + url.getHost());
        }
        socket.connect(address, (int) TIME_TO_CONNECT.toMillis());
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
            return; // what it was good for is known already
        }
    }

    /** What went wrong, in words. */
    static String words(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean isWrapped = thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof UncheckedIOException;
        if (isWrapped && cause != null) {
            return words(cause);
        }
        if (thrown instanceof TimeoutException) {
            return "no answer in time";
        }
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.toString() : message;
    }
}
