package dev.swarmlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.util.List;

/** Sends requests from a node, one after another, until it is stopped. */
public final class RequestLoop implements AutoCloseable {

    /** Each request may take two seconds. Errors are written with the time, to compare them with the log of up. */
    private static final String LOOP = """
            rm -f /tmp/requests.*
            while [ ! -e /tmp/requests.stop ]; do
              if wget -q -T 2 -O /dev/null "$0"; then echo answered; else echo "failed at $(date +%T)"; fi
              sleep 0.1
            done > /tmp/requests.log 2>&1
            """;

    private final OuterEngine engine;
    private final String container;

    private RequestLoop(OuterEngine engine, String container) {
        this.engine = engine;
        this.container = container;
    }

    /** @param container of the node that sends the requests, and that must keep running */
    public static RequestLoop in(OuterEngine engine, String container, String url) {
        String id = engine.client()
                .execCreateCmd(container)
                .withCmd("sh", "-c", LOOP, url)
                .exec()
                .getId();
        engine.client().execStartCmd(id).withDetach(true).exec(new ResultCallback.Adapter<Frame>());
        return new RequestLoop(engine, container);
    }

    /** Ends the loop, and returns the lines about requests that were not answered. */
    public List<String> stopped() {
        close();
        List<String> lines =
                engine.execute(container, "cat", "/tmp/requests.log").lines().toList();
        assertThat(lines).as("requests").hasSizeGreaterThan(5);
        return lines.stream().filter(line -> !line.equals("answered")).toList();
    }

    @Override
    public void close() {
        engine.execute(container, "touch", "/tmp/requests.stop");
    }
}
