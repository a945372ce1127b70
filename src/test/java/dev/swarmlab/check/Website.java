package dev.swarmlab.check;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** An HTTP server on the loopback interface that counts its requests. */
final class Website implements AutoCloseable {

    /** A response. The location is empty unless it is a redirect. */
    record Page(int status, String text, String location) {

        static Page of(String text) {
            return new Page(200, text, "");
        }

        static Page failing(int status, String text) {
            return new Page(status, text, "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final IntFunction<Page> pages;
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();

    private Website(IntFunction<Page> pages) throws IOException {
        this.pages = pages;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Website with(String text) throws IOException {
        return answering(request -> Page.of(text));
    }

    /** @param pages the response to each request by its number, from 1 */
    static Website answering(IntFunction<Page> pages) throws IOException {
        return new Website(pages);
    }

    private void handle(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress().getPort());
        Page page = exchange.getRequestURI().getPath().equals("/elsewhere")
                ? Page.of("here")
                : pages.apply(requests.incrementAndGet());
        if (!page.location().isEmpty()) {
            exchange.getResponseHeaders().set("Location", page.location());
        }
        byte[] text = page.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(page.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    int requests() {
        return requests.get();
    }

    /** The number of connections from clients. */
    int connections() {
        return connections.size();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
