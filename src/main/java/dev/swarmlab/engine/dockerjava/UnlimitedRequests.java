package dev.swarmlab.engine.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.swarmlab.engine.EngineException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Sends requests without a time limit, with bodies and answers of any size. docker-java's commands would read a whole
 * answer into memory, since the client below them limits the time of each request.
 */
final class UnlimitedRequests {

    private static final int FIRST_ERROR = 300;

    private final Supplier<DockerHttpClient> clients;

    /** @param clients creates a client without a limit for requests */
    UnlimitedRequests(Supplier<DockerHttpClient> clients) {
        this.clients = clients;
    }

    /** An answer that is open, and the client that got it. */
    record Answer(DockerHttpClient client, Response response) implements AutoCloseable {

        InputStream body() {
            return response.getBody();
        }

        @Override
        public void close() {
            response.close();
            closeClient(client);
        }
    }

    /** The body of the answer, which the caller closes. */
    InputStream read(Request request) {
        Answer answer = send(request);
        return new FilterInputStream(answer.body()) {
            @Override
            public void close() {
                answer.close();
            }
        };
    }

    /**
     * Sends a request.
     *
     * @throws EngineException also when the status of the answer is an error
     */
    Answer send(Request request) {
        DockerHttpClient client = clients.get();
        try {
            Response response = client.execute(request);
            if (response.getStatusCode() < FIRST_ERROR) {
                return new Answer(client, response);
            }
            try (response) {
                String body = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
                throw new EngineException(response.getStatusCode(), DaemonMessages.of(body));
            }
        } catch (EngineException refusal) {
            closeClient(client);
            throw refusal;
        } catch (IOException | RuntimeException exception) {
            closeClient(client);
            throw unreachable(exception);
        }
    }

    private static void closeClient(DockerHttpClient client) {
        try {
            client.close();
        } catch (IOException exception) {
            throw unreachable(exception);
        }
    }

    private static EngineException unreachable(Exception exception) {
        return new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
    }
}
