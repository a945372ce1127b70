package dev.swarmlab.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {

    private final StatePublisher publisher = new StatePublisher();
    private final List<String> events = new ArrayList<>();

    /** A browser that misses versions while it reads its first event, and disconnects after the second. */
    private final class SlowBrowser extends ByteArrayOutputStream {

        @Override
        public void flush() throws IOException {
            events.add(toString(UTF_8));
            reset();
            if (events.size() > 1) {
                throw new IOException("disconnected");
            }
            for (String problem : List.of("one", "two")) {
                publisher.update(PublishedState.emptyLab("lab", problem), List.of());
                publisher.publish();
            }
        }
    }

    @Test
    void a_client_that_misses_a_version_gets_the_full_state() throws IOException {
        try (RequestThreads threads = new RequestThreads(1, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> new EventStream(publisher, new SlowBrowser(), threads).sendUntilClosed())
                    .hasMessage("disconnected");
        }

        assertThat(events).hasSize(2);
        assertThat(events.get(1)).startsWith("event: state\ndata: ").endsWith("\n\n");
        assertThat(PublishedState.withoutTime(events.get(1).substring("event: state\ndata: ".length())))
                .isEqualTo(PublishedState.withoutTime(
                        publisher.version().fullState().toString()));
    }
}
