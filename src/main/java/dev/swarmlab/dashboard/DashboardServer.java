package dev.swarmlab.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.swarmlab.readiness.Patience;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Serves the page, the state and its changes over HTTP. */
public final class DashboardServer implements AutoCloseable {

    /** Each of them costs a thread. */
    private static final int MOST_VIEWERS = 250;

    /** For all requests but the viewers' streams; they are answered from memory. */
    private static final int MOST_OTHER_REQUESTS = 32;

    private static final Duration REQUEST_LIMIT = Patience.scaled(Duration.ofSeconds(20));

    /** Connections that wait for a thread, or are kept open by browsers, come on top of those. Java 17 has no such limit. */
    private static final int MOST_CONNECTIONS = 1_000;

    /** The page loads nothing from elsewhere, runs no script that is not a file of its own, and is shown in no other page. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Embedder-Policy",
            "require-corp",
            "Cache-Control",
            "no-store");

    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final RequestThreads threads;
    private final StatePublisher publisher;
    private final RequestFilter requestFilter;

    private DashboardServer(HttpServer server, StatePublisher publisher, Access access, Duration requestLimit) {
        this.threads = new RequestThreads(MOST_VIEWERS + MOST_OTHER_REQUESTS, requestLimit);
        this.server = server;
        this.publisher = publisher;
        this.requestFilter = new RequestFilter(
                access.isWide(),
                access.names(),
                access.token(),
                server.getAddress().getPort());
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any that is free
     * @throws java.net.BindException when the address is taken, or not this computer's
     */
    public static DashboardServer start(StatePublisher publisher, Access access, int port) throws IOException {
        return start(publisher, access, port, REQUEST_LIMIT);
    }

    static DashboardServer start(StatePublisher publisher, Access access, int port, Duration requestLimit)
            throws IOException {
        // A large answer would wait for the browser to acknowledge its beginning.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS));
        HttpServer http = HttpServer.create(new InetSocketAddress(access.address(), port), 0);
        DashboardServer server = new DashboardServer(http, publisher, access, requestLimit);
        http.setExecutor(server.threads);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            RequestFilter.Request request = new RequestFilter.Request(
                    exchange.getRequestMethod(), exchange.getRequestURI(), headers(exchange.getRequestHeaders()));
            Optional<RequestFilter.Refusal> refusal = requestFilter.refuse(request);
            if (refusal.isPresent()) {
                refuse(exchange, refusal.get());
                return;
            }
            for (String cookie : requestFilter.cookieFor(request)) {
                exchange.getResponseHeaders().set("Set-Cookie", cookie);
                exchange.getResponseHeaders().set("Location", request.target().getRawPath());
                exchange.sendResponseHeaders(303, -1);
                return;
            }
            show(exchange, request.target());
        }
    }

    private void show(HttpExchange exchange, URI target) throws IOException {
        switch (target.getPath()) {
            case "/api/state" ->
                send(
                        exchange,
                        200,
                        "application/json",
                        publisher.version().whole().toString());
            case "/api/events" -> stream(exchange);
            default -> {
                Optional<PageFile> file = PageFile.at(target.getPath());
                if (file.isPresent()) {
                    send(exchange, 200, file.get().type(), file.get().content());
                } else {
                    send(exchange, 404, TEXT, "There is nothing here.\n");
                }
            }
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        if (isHead(exchange)) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        if (publisher.viewers() >= MOST_VIEWERS) {
            send(exchange, 503, TEXT, "Too many look already.\n");
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        threads.liftLimit();
        publisher.joined();
        try {
            new EventStream(publisher, exchange.getResponseBody(), threads).deliver();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            publisher.left();
        }
    }

    private static void refuse(HttpExchange exchange, RequestFilter.Refusal refusal) throws IOException {
        if (refusal.status() == 405) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        }
        send(exchange, refusal.status(), TEXT, refusal.words() + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (isHead(exchange)) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> byName = new TreeMap<>();
        headers.forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return byName;
    }

    /** Ends all connections at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
