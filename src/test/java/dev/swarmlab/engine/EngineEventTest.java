package dev.swarmlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineEventTest {

    /** A daemon with one clock and these events. */
    private static final class Daemon implements EngineApi {

        private final String systemTime;
        private final List<String> events;
        private String asked = "";

        Daemon(String systemTime, String... events) {
            this.systemTime = systemTime;
            this.events = List.of(events);
        }

        private static JsonNode json(String text) {
            try {
                return new ObjectMapper().readTree(text.replace('\'', '"'));
            } catch (JsonProcessingException exception) {
                throw new IllegalArgumentException(text, exception);
            }
        }

        @Override
        public JsonNode get(String path) {
            return json("{'SystemTime': '" + systemTime + "'}");
        }

        @Override
        public void getAndFollow(String path, Consumer<JsonNode> line) {
            asked = URLDecoder.decode(path, StandardCharsets.UTF_8);
            events.forEach(event -> line.accept(json(event)));
        }

        @Override
        public JsonNode post(String path, @Nullable JsonNode body) {
            throw new UnsupportedOperationException(path);
        }

        @Override
        public void delete(String path) {
            throw new UnsupportedOperationException(path);
        }

        @Override
        public void postAndFollow(String path, Map<String, String> headers, Consumer<JsonNode> line) {
            throw new UnsupportedOperationException(path);
        }

        @Override
        public void close() {}
    }

    private static List<EngineEvent> last(Daemon daemon) {
        return EngineEvent.last(daemon, Duration.ofHours(1), List.of("container", "network"));
    }

    /** A time later than the daemon's own would keep the request open until then. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02T03:04:05.000000006Z", "2026-01-02T04:04:05.000000006+01:00"})
    void the_request_ends_at_the_time_of_the_daemon(String systemTime) {
        Daemon daemon = new Daemon(systemTime);

        assertThat(last(daemon)).isEmpty();

        assertThat(daemon.asked)
                .isEqualTo("/events?since=1767319445.000000006&until=1767323045.000000006"
                        + "&filters={\"type\":[\"container\",\"network\"]}");
    }

    @Test
    void a_daemon_without_a_clock_is_asked_until_now() {
        Daemon daemon = new Daemon("");

        last(daemon);

        assertThat(daemon.asked).matches("/events\\?since=\\d+\\.\\d{9}&until=\\d+\\.\\d{9}&.*");
    }

    @Test
    void an_event_has_a_name_or_an_id_and_commands_in_containers_are_left_out() {
        Daemon daemon = new Daemon(
                "2026-01-02T03:04:05Z",
                "{'Type': 'container', 'Action': 'die', 'timeNano': 1767323045500000000,"
                        + " 'Actor': {'ID': '01', 'Attributes': {'name': 'web', 'exitCode': '1'}}}",
                "{'Type': 'container', 'Action': 'exec_create: echo secret', 'timeNano': 1, 'Actor': {'ID': '01'}}",
                "{'Type': 'container', 'Action': 'exec_die', 'timeNano': 1, 'Actor': {'ID': '01'}}",
                "{'Type': 'volume', 'Action': 'create', 'timeNano': 1767323046000000000, 'Actor': {'ID': 'data'}}");

        assertThat(last(daemon))
                .containsExactly(
                        new EngineEvent("2026-01-02T03:04:05.500Z", "container", "die", "web", Map.of("exitCode", "1")),
                        new EngineEvent("2026-01-02T03:04:06Z", "volume", "create", "data", Map.of()));
    }
}
