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

/** Sends requests to a URL at a constant rate until it is stopped. Each request ends after at most 10 seconds. */
final class Load {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
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
     * Starts with a request, so that at least one is sent however soon the load is stopped.
     *
     * @param rate requests per second
     */
    static Load start(URI url, int rate, Requests requests) {
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
            losses.add(requests.sendAndFollow(url, Deadline.in(REQUEST_TIMEOUT)).handle((response, exception) -> {
                String loss = loss(response, exception);
                return loss.isEmpty() ? "" : at + loss;
            }));
        }
    }

    /** Why a request is lost; empty if it is not. */
    private static String loss(@Nullable HttpResponse response, @Nullable Throwable exception) {
        if (response != null) {
            return response.isError() ? "status " + response.status() : "";
        }
        return exception == null ? "no answer" : Requests.reason(exception);
    }

    synchronized int sent() {
        return losses.size();
    }

    /**
     * Sends no more requests and waits for the responses that are outstanding.
     *
     * @return when and why each lost request was lost, as in {@code after 0.5 s: status 502}
     */
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
