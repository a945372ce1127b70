package dev.swarmlab.engine.dockerjava;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.readiness.Deadline;
import dev.swarmlab.readiness.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client of a node's daemon, which connects in one of two ways: with mutual TLS on the loopback, which is fast, or
 * through the outer engine. The address of the engine does not tell whether its loopback is that of this process: a
 * socket may be forwarded from another host, or mounted into a container. So the first way that works is used for all
 * nodes of the engine.
 */
final class NodeApi implements EngineApi {

    /** How the nodes of an engine are reached. */
    enum Way {
        UNKNOWN,
        LOOPBACK,
        THROUGH_ENGINE
    }

    /**
     * A daemon that starts does not listen yet, so a refused connection on the loopback of the engine's host means
     * nothing for this long.
     */
    private static final long NANOSECONDS_OF_GRACE =
            Patience.scaled(Duration.ofMillis(1500)).toNanos();

    /** Opens a connection through the engine. */
    @FunctionalInterface
    interface ForwarderFactory {
        SocketForwarder open() throws IOException;
    }

    private final AtomicReference<Way> way;
    private final EngineApi loopback;
    private final ForwarderFactory forwarders;
    private final BooleanSupplier isLocal;
    private final Optional<Deadline> deadline;
    private final CallLog log;
    private final long since = System.nanoTime();
    private boolean closed;
    private @Nullable SocketForwarder forwarder;
    private @Nullable EngineApi forwarded;

    /**
     * @param way shared by all nodes of the engine
     * @param isLocal whether the loopback of the engine's host is that of this process, see {@code Engine.isLocal}
     * @param deadline of the command
     * @param log of the requests to the node
     */
    NodeApi(
            AtomicReference<Way> way,
            EngineApi loopback,
            ForwarderFactory forwarders,
            BooleanSupplier isLocal,
            Optional<Deadline> deadline,
            CallLog log) {
        this.log = log;
        this.deadline = deadline;
        this.way = way;
        this.loopback = loopback;
        this.forwarders = forwarders;
        this.isLocal = isLocal;
    }

    @Override
    public JsonNode get(String path) {
        return send(daemon -> daemon.get(path));
    }

    @Override
    public JsonNode post(String path, @Nullable JsonNode body) {
        return send(daemon -> daemon.post(path, body));
    }

    @Override
    public void getAndFollow(String path, Consumer<JsonNode> line) {
        send(daemon -> {
            daemon.getAndFollow(path, line);
            return path;
        });
    }

    @Override
    public void delete(String path) {
        send(daemon -> {
            daemon.delete(path);
            return path;
        });
    }

    @Override
    public void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line) {
        send(daemon -> {
            daemon.postAndFollow(path, headers, line);
            return path;
        });
    }

    private <T> T send(Function<EngineApi, T> request) {
        return switch (way.get()) {
            case LOOPBACK -> request.apply(loopback);
            case THROUGH_ENGINE -> request.apply(throughEngine());
            case UNKNOWN -> find(request);
        };
    }

    private <T> T find(Function<EngineApi, T> request) {
        try {
            T answer = request.apply(loopback);
            way.compareAndSet(Way.UNKNOWN, Way.LOOPBACK);
            return answer;
        } catch (EngineException exception) {
            if (!exception.isUnreachable() || meansNothing()) {
                throw exception;
            }
            T answer = request.apply(throughEngine());
            way.compareAndSet(Way.UNKNOWN, Way.THROUGH_ENGINE);
            return answer;
        }
    }

    /** Whether a failed connection on the loopback is no reason to try another way. */
    private boolean meansNothing() {
        boolean tooEarly = System.nanoTime() - since < NANOSECONDS_OF_GRACE;
        // A stream ends when the connection is closed, often long after other requests have found the way.
        return way.get() == Way.LOOPBACK || (tooEarly && isLocal.getAsBoolean());
    }

    private synchronized EngineApi throughEngine() {
        if (closed) {
            throw new EngineException(EngineException.UNREACHABLE, "the connection was closed");
        }
        try {
            if (forwarder == null || forwarded == null) {
                forwarder = forwarders.open();
                forwarded = DockerJavaConnector.socket(forwarder.address(), deadline, log);
            }
            return forwarded;
        } catch (IOException exception) {
            throw new EngineException(EngineException.UNREACHABLE, DaemonMessages.of(exception), exception);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        loopback.close();
        try {
            if (forwarded != null) {
                forwarded.close();
            }
            if (forwarder != null) {
                forwarder.close();
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
