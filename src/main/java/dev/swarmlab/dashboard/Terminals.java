package dev.swarmlab.dashboard;

import com.sun.net.httpserver.HttpExchange;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.Engine.TerminalSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The terminals of the dashboard page, with shells in the nodes of one lab. Every request needs the token, which the
 * {@link RequestFilter} checks. Thread-safe.
 *
 * <ul>
 *   <li>{@code POST /api/terminal/open?node=N&columns=C&rows=R} answers with the output, see {@link TerminalSession},
 *       and with the session's id in the header {@code Terminal-Session}. The session ends with the connection.
 *   <li>{@code POST /api/terminal/input?session=ID} brings input in its body.
 *   <li>{@code POST /api/terminal/size?session=ID&columns=C&rows=R} changes the size of the terminal.
 *   <li>{@code POST /api/terminal/close?session=ID} ends a session.
 * </ul>
 */
public final class Terminals implements AutoCloseable {

    /** The start of the paths that belong to terminals. */
    static final String PATH = "/api/terminal/";

    /** The most sessions at one time. Each takes a thread of the server and a process in a node. */
    static final int MAX_SESSIONS = 16;

    private static final int MAX_INPUT = 64 * 1024;
    private static final int MAX_SIZE = 1_000;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final String token;
    private final NodeShells shells;
    private final Map<String, TerminalSession> sessions = new ConcurrentHashMap<>();

    /** @param token the secret that every request must carry */
    Terminals(String token, NodeShells shells) {
        this.token = token;
        this.shells = shells;
    }

    /** The terminals of a lab, with a new token. */
    public static Terminals of(Engine engine, String lab) {
        return new Terminals(Access.randomToken(), new LabShells(engine, lab));
    }

    public String token() {
        return token;
    }

    /** Answers a request that the filter has accepted. */
    void answer(HttpExchange exchange, RequestThreads threads) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_INPUT + 1);
        Map<String, String> parameters = parameters(exchange.getRequestURI().getQuery());
        String action = exchange.getRequestURI().getPath().substring(PATH.length());
        if (action.equals("open")) {
            open(exchange, parameters, threads);
            return;
        }
        TerminalSession session = sessions.get(parameters.getOrDefault("session", ""));
        if (session == null) {
            send(exchange, 404, "There is no such terminal.\n");
            return;
        }
        switch (action) {
            case "input" -> input(exchange, session, body);
            case "size" -> resize(exchange, session, parameters);
            case "close" -> {
                end(session);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> send(exchange, 404, "Not found.\n");
        }
    }

    private void open(HttpExchange exchange, Map<String, String> parameters, RequestThreads threads)
            throws IOException {
        String node = parameters.getOrDefault("node", "");
        Optional<TerminalSize> size = size(parameters);
        if (size.isEmpty()) {
            send(exchange, 400, "The size of the terminal is missing or wrong.\n");
            return;
        }
        if (!shells.isRunning(node)) {
            send(exchange, 404, "The lab has no running node of this name.\n");
            return;
        }
        Optional<TerminalSession> session = add(node);
        if (session.isEmpty()) {
            send(exchange, 503, "The dashboard already has " + MAX_SESSIONS + " terminals, its maximum.\n");
            return;
        }
        stream(exchange, session.get(), size.get(), threads);
    }

    private synchronized Optional<TerminalSession> add(String node) {
        if (sessions.size() >= MAX_SESSIONS) {
            return Optional.empty();
        }
        TerminalSession session = new TerminalSession(Access.randomToken(), node, shells);
        sessions.put(session.id(), session);
        return Optional.of(session);
    }

    private void stream(HttpExchange exchange, TerminalSession session, TerminalSize size, RequestThreads threads)
            throws IOException {
        try {
            exchange.getResponseHeaders().set("Content-Type", TEXT);
            exchange.getResponseHeaders().set("Terminal-Session", session.id());
            exchange.sendResponseHeaders(200, 0);
            threads.removeLimit();
            session.start(size);
            session.sendUntilClosed(exchange.getResponseBody(), threads);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            end(session);
        }
    }

    private void end(TerminalSession session) {
        sessions.remove(session.id());
        session.close();
    }

    private static void input(HttpExchange exchange, TerminalSession session, byte[] body) throws IOException {
        if (body.length > MAX_INPUT) {
            send(exchange, 413, "Send at most " + MAX_INPUT + " bytes at once.\n");
        } else if (session.type(body)) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            send(exchange, 503, "The program in the node does not read its input.\n");
        }
    }

    private static void resize(HttpExchange exchange, TerminalSession session, Map<String, String> parameters)
            throws IOException {
        Optional<TerminalSize> size = size(parameters);
        if (size.isEmpty()) {
            send(exchange, 400, "The size of the terminal is missing or wrong.\n");
            return;
        }
        session.resize(size.get());
        exchange.sendResponseHeaders(204, -1);
    }

    private static Optional<TerminalSize> size(Map<String, String> parameters) {
        int columns = number(parameters.get("columns"));
        int rows = number(parameters.get("rows"));
        return columns > 0 && rows > 0 ? Optional.of(new TerminalSize(columns, rows)) : Optional.empty();
    }

    /** A number from 1 to the largest size; 0 for any other text. */
    private static int number(@Nullable String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,3}")) {
            return 0;
        }
        int number = Integer.parseInt(text);
        return number <= MAX_SIZE ? number : 0;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : List.of((query == null ? "" : query).split("&", -1))) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return parameters;
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TEXT);
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
    }

    /** Ends all sessions. */
    @Override
    public void close() {
        List.copyOf(sessions.values()).forEach(this::end);
    }
}
