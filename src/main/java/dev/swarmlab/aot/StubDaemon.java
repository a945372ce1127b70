package dev.swarmlab.aot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.swarmlab.parallel.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** An HTTP server with the answers of a Docker daemon. Fixed answers are in {@code answers.json}. */
final class StubDaemon implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Records changes, and answers requests that depend on them. Called by several threads. */
    interface RequestHandler {
        /** Called for each request that is not a GET, before its answer. */
        void record(String path, byte[] body) throws IOException;

        /** The answer to a request; empty for the fixed answer. */
        Optional<String> answer(String path);
    }

    private final HttpServer server;
    private final ExecutorService threads = Threads.pool("swarmlab-stub");
    private final JsonNode answers;
    private final RequestHandler handler;

    StubDaemon(HttpServer server, RequestHandler handler) throws IOException {
        this.server = server;
        this.handler = handler;
        try (InputStream resource = StubDaemon.class.getResourceAsStream("answers.json")) {
            this.answers = JSON.readTree(resource);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!method.equals("GET")) {
                handler.record(path, body);
            }
            byte[] answer = handler.answer(path)
                    .orElseGet(() -> fixedAnswer(method, path))
                    .getBytes(StandardCharsets.UTF_8);
            boolean empty = answer.length == 0;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(empty ? 204 : 200, empty ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** The fixed answer for the method and the path, else for the method and the last part of the path; else empty. */
    private String fixedAnswer(String method, String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        for (String key : List.of(method + " " + path, method + " " + last)) {
            if (answers.has(key)) {
                return answers.get(key).toString();
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
