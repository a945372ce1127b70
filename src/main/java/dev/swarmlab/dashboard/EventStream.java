package dev.swarmlab.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends every version of the state to one browser, as server-sent events.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream {

    /** A heartbeat tells the browser that the connection works. When it can't be sent, the browser has disconnected. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(5);

    private final StatePublisher publisher;
    private final OutputStream out;
    private final RequestThreads threads;

    /** @param threads limits the time that sending one event may take */
    EventStream(StatePublisher publisher, OutputStream out, RequestThreads threads) {
        this.threads = threads;
        this.publisher = publisher;
        this.out = out;
    }

    /**
     * Sends until the connection is closed.
     *
     * @throws IOException when the browser has disconnected
     * @throws InterruptedException when the server is being closed
     */
    void sendUntilClosed() throws IOException, InterruptedException {
        StateVersion sent = publisher.version();
        send("state", sent.fullState().toString());
        while (true) {
            StateVersion next = publisher.awaitNewer(sent, HEARTBEAT_INTERVAL);
            if (next.number() == sent.number()) {
                send("heartbeat", "{}");
            } else if (next.number() == sent.number() + 1) {
                send("change", next.changeData());
            } else {
                send("state", next.fullState().toString()); // the client missed a version
            }
            sent = next;
        }
    }

    /** @param data JSON, in which line breaks are escaped: a line break would end the data */
    private void send(String event, String data) throws IOException, InterruptedException {
        threads.runLimited(() -> {
            out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
    }
}
