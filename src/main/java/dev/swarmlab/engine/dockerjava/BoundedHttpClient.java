package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.parallel.Threads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Limits the time of each request, from connecting to the end of the answer. docker-java's timeouts have no effect on
 * Unix sockets, and elsewhere limit single reads only. Streams have no limit, see {@link AnswerLimit}.
 */
final class BoundedHttpClient implements DockerHttpClient {

    private static final ExecutorService REQUESTS = Threads.pool("swarmlab-daemon-request");

    private final DockerHttpClient http;
    private final String daemon;
    private final AnswerLimit limits;

    /** @param daemon for messages, as in {@code the engine at unix:///var/run/docker.sock} */
    BoundedHttpClient(DockerHttpClient http, String daemon, AnswerLimit limits) {
        this.http = http;
        this.daemon = daemon;
        this.limits = limits;
    }

    @Override
    public Response execute(Request request) {
        Optional<Duration> limit = limits.of(request);
        return limit.isEmpty() ? http.execute(request) : execute(request, limit.get());
    }

    private Response execute(Request request, Duration limit) {
        Future<Response> answer = REQUESTS.submit(() -> wholeAnswer(request));
        try {
            Response whole = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            limits.answered();
            return whole;
        } catch (TimeoutException silence) {
            answer.cancel(true); // the interruption closes a Unix socket
            limits.missed();
            throw silent(request, limit);
        } catch (InterruptedException exception) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new EngineException(
                    EngineException.UNREACHABLE, ClosedByInterruptException.class.getSimpleName(), exception);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(failed), failed);
        }
    }

    private EngineException silent(Request request, Duration limit) {
        String unanswered = "did not answer " + request.method() + " " + withoutQuery(request.path());
        return limits.commandIsOver()
                .map(given -> EngineException.silent(
                        EngineException.TOO_LATE,
                        "gave up waiting for " + daemon + " after " + given.toSeconds() + " s: it " + unanswered))
                .orElseGet(() -> EngineException.silent(
                        EngineException.UNREACHABLE,
                        daemon + " " + unanswered + " within " + Math.max(1, limit.toSeconds()) + " s"));
    }

    private Response wholeAnswer(Request request) throws IOException {
        try (Response response = http.execute(request)) {
            return new WholeAnswer(
                    response.getStatusCode(),
                    response.getHeaders(),
                    new ByteArrayInputStream(response.getBody().readAllBytes()));
        }
    }

    private static String withoutQuery(String path) {
        int question = path.indexOf('?');
        return question < 0 ? path : path.substring(0, question);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    private record WholeAnswer(int status, Map<String, List<String>> headers, InputStream body) implements Response {

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public void close() {}
    }
}
