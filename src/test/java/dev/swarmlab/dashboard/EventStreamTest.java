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

    /** A browser that needs long for its first event, and is gone after its second. */
    private final class Slow extends ByteArrayOutputStream {

        @Override
        public void flush() throws IOException {
            events.add(toString(UTF_8));
            reset();
            if (events.size() > 1) {
                throw new IOException("gone");
            }
            for (String trouble : List.of("one", "two")) {
                publisher.show(PublishedState.picture("lab", trouble), List.of());
                publisher.publish();
            }
        }
    }

    @Test
    void who_is_too_slow_for_each_change_gets_the_whole_state() throws IOException {
        try (RequestThreads threads = new RequestThreads(1, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> new EventStream(publisher, new Slow(), threads).deliver())
                    .hasMessage("gone");
        }

        assertThat(events).hasSize(2);
        assertThat(events.get(1)).startsWith("event: state\ndata: ").endsWith("\n\n");
        assertThat(PublishedState.timeless(events.get(1).substring("event: state\ndata: ".length())))
                .isEqualTo(PublishedState.timeless(publisher.version().whole().toString()));
    }
}
