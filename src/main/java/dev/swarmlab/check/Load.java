package dev.swarmlab.check;

import dev.swarmlab.parallel.Threads;
import dev.swarmlab.readiness.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Requests at a steady rate, until it is stopped. Each ends within seconds, so few are ever under way. */
final class Load {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MILLISECONDS = 1000;

    private final URI url;
    private final Requests requests;
    private final long began = System.nanoTime();
    private final ScheduledExecutorService clock = Threads.scheduler("swarmlab-load");
    private final List<CompletableFuture<String>> losses = new ArrayList<>();
    private boolean stopped;

    private Load(URI url, Requests requests) {
        this.url = url;
        this.requests = requests;
    }

    /**
     * Begins with a first request at once, so that there is one however soon it is stopped.
     *
     * @param rate requests in a second
     */
    static Load on(URI url, int rate, Requests requests) {
        Load load = new Load(url, requests);
        load.sendOne();
        ScheduledFuture<?> unused = load.clock.scheduleAtFixedRate(
                load::sendOne, MILLISECONDS / rate, MILLISECONDS / rate, TimeUnit.MILLISECONDS);
        return load;
    }

    private synchronized void sendOne() {
        if (!stopped) {
            double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
            String at = String.format(Locale.ROOT, "after %.1f s: ", seconds);
            losses.add(requests.sendAndFollow(url, Deadline.in(LONGEST)).handle((answer, exception) -> {
                String loss = loss(answer, exception);
                return loss.isEmpty() ? "" : at + loss;
            }));
        }
    }

    /** Why a request counts as lost, empty when it does not. */
    private static String loss(@Nullable HttpAnswer answer, @Nullable Throwable exception) {
        if (answer != null) {
            return answer.isError() ? "status " + answer.status() : "";
        }
        return exception == null ? "no answer" : Requests.words(exception);
    }

    synchronized int sent() {
        return losses.size();
    }

    /** Sends no more, waits for the answers that are still to come, and tells of the requests that were lost. */
    List<String> stop() {
        clock.shutdown();
        synchronized (this) {
            stopped = true;
        }
        return losses.stream()
                .map(CompletableFuture::join)
                .filter(loss -> !loss.isEmpty())
                .toList();
    }
}
