package dev.swarmlab.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Delivers the board's editions to one browser, as server-sent events.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream {

    /** Shows the browser that the connection lives, and us whether the browser does. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(5);

    private final StatePublisher publisher;
    private final OutputStream out;
    private final RequestThreads threads;

    /** @param threads bounds the time in which the browser must have taken an event */
    EventStream(StatePublisher publisher, OutputStream out, RequestThreads threads) {
        this.threads = threads;
        this.publisher = publisher;
        this.out = out;
    }

    /** Until the browser is gone, which ends it with an {@link IOException}, or the thread is interrupted. */
    void deliver() throws IOException, InterruptedException {
        StateVersion delivered = publisher.version();
        send("state", delivered.whole().toString());
        while (true) {
            StateVersion next = publisher.newerThan(delivered, HEARTBEAT_INTERVAL);
            if (next.number() == delivered.number()) {
                send("heartbeat", "{}");
            } else if (next.number() == delivered.number() + 1) {
                send("change", next.change());
            } else {
                send("state", next.whole().toString()); // too slow for each of them
            }
            delivered = next;
        }
    }

    /** JSON has no line breaks outside of texts, and in texts they are escaped. */
    private void send(String event, String data) throws IOException, InterruptedException {
        threads.limited(() -> {
            out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
    }
}
