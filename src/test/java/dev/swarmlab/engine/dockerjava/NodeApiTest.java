package dev.swarmlab.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.swarmlab.engine.EngineApi;
import dev.swarmlab.engine.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way to a node of an engine on another host, whose loopback is not that of this process. */
class NodeApiTest {

    private final List<SocketForwarder> opened = new ArrayList<>();
    private final AtomicReference<NodeApi.Way> way = new AtomicReference<>(NodeApi.Way.UNKNOWN);
    private Runnable duringStream = () -> {};
    private boolean answers;

    private final NodeApi node =
            new NodeApi(way, new Loopback(), this::forwarder, () -> false, Optional.empty(), CallLog.NONE);

    @AfterEach
    void close() {
        node.close();
    }

    private SocketForwarder forwarder() throws IOException {
        SocketForwarder forwarder = SocketForwarder.open((in, out) -> {});
        opened.add(forwarder);
        return forwarder;
    }

    /** Answers requests or refuses connections. A stream is broken off after some work. */
    private final class Loopback implements EngineApi {

        @Override
        public JsonNode get(String path) {
            if (!answers) {
                throw new EngineException(EngineException.UNREACHABLE, "connection refused");
            }
            return MissingNode.getInstance();
        }

        @Override
        public JsonNode post(String path, @Nullable JsonNode body) {
            return get(path);
        }

        @Override
        public void getAndFollow(String path, Consumer<JsonNode> line) {
            duringStream.run();
            throw new EngineException(EngineException.UNREACHABLE, "the stream was broken off");
        }

        @Override
        public void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line) {
            getAndFollow(path, line);
        }

        @Override
        public void delete(String path) {
            get(path);
        }

        @Override
        public void close() {
            answers = false;
        }
    }

    @Test
    void a_node_whose_port_is_closed_is_asked_through_the_engine() {
        assertThatThrownBy(() -> node.get("/_ping")).isInstanceOf(EngineException.class);

        assertThat(opened).hasSize(1);
        Path socket = Path.of(opened.get(0).address().getPath());
        assertThat(socket).exists();
        node.close();
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    void a_stream_that_ends_because_the_node_was_closed_opens_nothing() {
        duringStream = node::close;

        assertThatThrownBy(() -> node.getAndFollow("/events", line -> {})).isInstanceOf(EngineException.class);

        assertThat(opened).isEmpty();
    }

    @Test
    void a_stream_that_is_broken_off_after_the_port_has_answered_opens_nothing() {
        answers = true;
        duringStream = () -> node.get("/_ping");

        assertThatThrownBy(() -> node.getAndFollow("/events", line -> {})).hasMessageContaining("broken off");

        assertThat(opened).isEmpty();
        assertThat(way).hasValue(NodeApi.Way.LOOPBACK);
    }
}
