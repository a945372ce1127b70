package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.swarmlab.engine.EngineCall;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reports the requests to one daemon, without bodies, headers or queries. Without a listener it does nothing.
 * Thread-safe if the listener is.
 *
 * @param daemon as in {@link EngineCall#daemon}
 */
record CallLog(String daemon, Optional<Consumer<EngineCall>> listener) {

    private static final int CHARACTERS_OF_ID = 12;

    /** A log without a listener. */
    static final CallLog NONE = new CallLog("", Optional.empty());

    static CallLog ofEngine(Optional<Consumer<EngineCall>> listener) {
        return new CallLog("engine", listener);
    }

    /** The log of a node's daemon, with the same listener. */
    CallLog ofNode(String container) {
        String id = container.substring(0, Math.min(CHARACTERS_OF_ID, container.length()));
        return new CallLog("node " + id, listener);
    }

    /** A client that reports each request when its response was closed. */
    DockerHttpClient around(DockerHttpClient http) {
        return listener.isEmpty() ? http : new LoggedClient(http, this);
    }

    /** @param status the HTTP status; 0 when there was no response */
    void ended(String method, String path, int status, long startNanos) {
        int query = path.indexOf('?');
        String place = query < 0 ? path : path.substring(0, query);
        listener.ifPresent(known -> known.accept(
                new EngineCall(daemon, method, place, status, Duration.ofNanos(System.nanoTime() - startNanos))));
    }

    private record LoggedClient(DockerHttpClient http, CallLog log) implements DockerHttpClient {

        @Override
        public Response execute(Request request) {
            long start = System.nanoTime();
            try {
                Response response = http.execute(request);
                return new LoggedResponse(response, request, start, log, new AtomicBoolean());
            } catch (RuntimeException exception) {
                log.ended(request.method(), request.path(), 0, start);
                throw exception;
            }
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }

    private record LoggedResponse(Response response, Request request, long start, CallLog log, AtomicBoolean reported)
            implements Response {

        @Override
        public int getStatusCode() {
            return response.getStatusCode();
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            return response.getHeaders();
        }

        @Override
        public InputStream getBody() {
            return response.getBody();
        }

        @Override
        public void close() {
            response.close();
            if (reported.compareAndSet(false, true)) {
                log.ended(request.method(), request.path(), response.getStatusCode(), start);
            }
        }
    }
}
