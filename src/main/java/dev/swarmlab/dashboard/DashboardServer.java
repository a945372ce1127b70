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
import org.jspecify.annotations.Nullable;

/** Serves the dashboard page, the state and its changes over HTTP. Thread-safe. */
public final class DashboardServer implements AutoCloseable {

    /** Each viewer holds one event stream, and each stream takes a thread. */
    private static final int MAX_VIEWERS = 250;

    /** The most requests at one time, besides event streams. They are answered from memory. */
    private static final int MAX_OTHER_REQUESTS = 32;

    private static final Duration REQUEST_LIMIT = Patience.scaled(Duration.ofSeconds(20));

    /** Includes idle connections and those that wait for a thread. Java 17 does not support this limit. */
    private static final int MAX_CONNECTIONS = 1_000;

    /** The page loads nothing from other sites, runs only its own scripts, and can't be embedded in another page. */
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
    private final @Nullable Terminals terminals;

    private DashboardServer(
            HttpServer server,
            StatePublisher publisher,
            Access access,
            @Nullable Terminals terminals,
            Duration requestLimit) {
        int sessions = terminals == null ? 0 : Terminals.MAX_SESSIONS;
        this.threads = new RequestThreads(MAX_VIEWERS + sessions + MAX_OTHER_REQUESTS, requestLimit);
        this.server = server;
        this.publisher = publisher;
        this.terminals = terminals;
        this.requestFilter = new RequestFilter(
                access.isExposed(),
                access.names(),
                access.token(),
                terminals == null ? null : terminals.token(),
                server.getAddress().getPort());
    }

    /**
     * Starts the server.
     *
     * @param port 0 for any free port
     * @throws java.net.BindException when the port is in use, or the address is not an address of this computer
     */
    public static DashboardServer start(StatePublisher publisher, Access access, int port) throws IOException {
        return start(publisher, access, null, port, REQUEST_LIMIT);
    }

    /**
     * Starts a server with terminals. The server ends their sessions when it is closed.
     *
     * @param terminals null for a server without terminals
     * @throws java.net.BindException as {@link #start(StatePublisher, Access, int)}
     */
    public static DashboardServer start(
            StatePublisher publisher, Access access, @Nullable Terminals terminals, int port) throws IOException {
        return start(publisher, access, terminals, port, REQUEST_LIMIT);
    }

    static DashboardServer start(StatePublisher publisher, Access access, int port, Duration requestLimit)
            throws IOException {
        return start(publisher, access, null, port, requestLimit);
    }

    private static DashboardServer start(
            StatePublisher publisher, Access access, @Nullable Terminals terminals, int port, Duration requestLimit)
            throws IOException {
        // Without TCP_NODELAY the end of a large response waits until the browser has acknowledged its beginning.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("jdk.httpserver.maxConnections", String.valueOf(MAX_CONNECTIONS));
        HttpServer http = HttpServer.create(new InetSocketAddress(access.address(), port), 0);
        DashboardServer server = new DashboardServer(http, publisher, access, terminals, requestLimit);
        http.setExecutor(server.threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            RequestFilter.Request request = new RequestFilter.Request(
                    exchange.getRequestMethod(), exchange.getRequestURI(), headers(exchange.getRequestHeaders()));
            Optional<RequestFilter.Refusal> refusal = requestFilter.refuse(request);
            if (refusal.isPresent()) {
                refuse(exchange, refusal.get());
                return;
            }
            Optional<String> cookie = requestFilter.cookieFor(request);
            if (cookie.isPresent()) {
                exchange.getResponseHeaders().set("Set-Cookie", cookie.get());
                exchange.getResponseHeaders().set("Location", request.target().getRawPath());
                exchange.sendResponseHeaders(303, -1);
                return;
            }
            if (terminals != null && request.method().equals("POST")) {
                terminals.answer(exchange, threads); // the filter accepts POST for terminals only
                return;
            }
            respond(exchange, request.target());
        }
    }

    private void respond(HttpExchange exchange, URI target) throws IOException {
        switch (target.getPath()) {
            case "/api/state" ->
                send(
                        exchange,
                        200,
                        "application/json",
                        publisher.version().fullState().toString());
            case "/api/events" -> stream(exchange, "checks".equals(target.getQuery()));
            default -> {
                Optional<PageFile> file = PageFile.at(target.getPath());
                if (file.isPresent()) {
                    send(exchange, 200, file.get().type(), file.get().content());
                } else {
                    send(exchange, 404, TEXT, "Not found.\n");
                }
            }
        }
    }

    /** @param withChecks whether checks are to be run while the stream is open */
    private void stream(HttpExchange exchange, boolean withChecks) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        if (isHead(exchange)) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        if (publisher.viewers() >= MAX_VIEWERS) {
            send(exchange, 503, TEXT, "The dashboard already serves " + MAX_VIEWERS + " viewers, its maximum.\n");
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        threads.removeLimit();
        publisher.addViewer();
        if (withChecks) {
            publisher.addViewerOfChecks();
        }
        try {
            new EventStream(publisher, exchange.getResponseBody(), threads).sendUntilClosed();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            publisher.removeViewer();
            if (withChecks) {
                publisher.removeViewerOfChecks();
            }
        }
    }

    private static void refuse(HttpExchange exchange, RequestFilter.Refusal refusal) throws IOException {
        if (refusal.status() == 405) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        }
        send(exchange, refusal.status(), TEXT, refusal.message() + "\n");
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

    /** Closes all connections without waiting for requests in progress. */
    @Override
    public void close() {
        if (terminals != null) {
            terminals.close();
        }
        server.stop(0);
        threads.close();
    }
}
