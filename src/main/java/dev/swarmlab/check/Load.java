package dev.swarmlab.check;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests at a steady rate, until it is stopped. Each ends within seconds, so there are never more than a few hundred. */
final class Load {

    private static final int FIRST_ERROR = 400;
    private static final long MICROSECONDS = 1_000_000;

    private final URI url;
    private final Requests requests;
    private final long began = System.nanoTime();
    private final AtomicInteger sent = new AtomicInteger();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final Phaser underWay = new Phaser(1);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "swarmlab-load");
        thread.setDaemon(true);
        return thread;
    });

    private Load(URI url, Requests requests) {
        this.url = url;
        this.requests = requests;
    }

    /** @param rate requests in a second */
    static Load on(URI url, int rate, Requests requests) {
        Load load = new Load(url, requests);
        load.clock.scheduleAtFixedRate(load::sendOne, 0, MICROSECONDS / rate, TimeUnit.MICROSECONDS);
        return load;
    }

    private void sendOne() {
        String at = String.format(
                Locale.ROOT,
                "after %.1f s: ",
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0);
        sent.incrementAndGet();
        underWay.register();
        CompletableFuture<?> answered = requests.sendInBackground(url).handle((response, exception) -> {
            if (exception != null) {
                Throwable cause = exception.getCause();
                lost.add(at + Requests.words(cause == null ? exception : cause));
            } else if (response.statusCode() >= FIRST_ERROR) {
                lost.add(at + "status " + response.statusCode());
            }
            return response;
        });
        answered.whenComplete((response, exception) -> underWay.arriveAndDeregister());
    }

    int sent() {
        return sent.get();
    }

    /** Sends no more, waits for the answers that are still to come, and tells which did not. */
    List<String> stop() {
        clock.shutdown();
        awaitLastSend();
        underWay.arriveAndAwaitAdvance();
        return List.copyOf(lost);
    }

    private void awaitLastSend() {
        try {
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
