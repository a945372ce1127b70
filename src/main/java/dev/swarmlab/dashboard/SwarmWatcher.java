package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.readiness.Patience;
import dev.swarmlab.swarm.NodeDaemon;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a swarm as long as it is open: at once when the manager's events say that something has happened, and every
 * now and then without, since Docker has no events for tasks. A manager that is silent does not stop it.
 */
public final class SwarmWatcher implements AutoCloseable {

    private static final Duration WITH_VIEWERS = Duration.ofMillis(500);
    private static final Duration WITHOUT_VIEWERS = Duration.ofSeconds(2);

    /** After this time another question is asked, and the page told that there is no answer. */
    private static final Duration PATIENCE = Patience.scaled(Duration.ofSeconds(2));

    /** So many questions may wait for their answer. */
    private static final int MOST_AT_ONCE = 4;

    private final SwarmSource source;
    private final LabState labState;
    private final BooleanSupplier viewers;
    private final Poller poller = new Poller();
    private final ExecutorService threads;
    private final AtomicInteger underWay = new AtomicInteger();
    private long begun;
    private long seen;
    private boolean closed;

    /** @param viewers whether anybody looks at the pages */
    SwarmWatcher(SwarmSource source, LabState labState, BooleanSupplier viewers) {
        this.source = source;
        this.labState = labState;
        this.viewers = viewers;
        this.threads = Executors.newCachedThreadPool(Threads.named("swarmlab-watch"));
    }

    public void start() {
        threads.execute(() -> poller.keep(this::look, this::pause));
        threads.execute(() -> poller.keepFollowing(() -> source.follow(poller::wakeUp)));
    }

    /** Watches a swarm through one of its managers, from inside of it. */
    public static SwarmWatcher of(String name, NodeDaemon manager, StatePublisher publisher) {
        return new SwarmWatcher(new ManagerSwarmSource(manager), new LabState(name, publisher), publisher::hasViewers);
    }

    private Duration pause() {
        return viewers.getAsBoolean() ? WITH_VIEWERS : WITHOUT_VIEWERS;
    }

    private void look() throws InterruptedException {
        if (underWay.get() >= MOST_AT_ONCE) {
            return;
        }
        long number = ++begun;
        underWay.incrementAndGet();
        CompletableFuture<Void> answered = CompletableFuture.supplyAsync(source::look, threads)
                .handle((look, problem) -> {
                    underWay.decrementAndGet();
                    take(number, look, problem);
                    return null;
                });
        try {
            answered.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillWaiting) {
            lost("no manager answers: they have been silent for more than " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception.getCause());
        }
    }

    /** Answers may come in another order than the questions were asked. */
    private synchronized void take(long number, @Nullable SwarmSnapshot look, @Nullable Throwable problem) {
        if (number < seen || closed) {
            return;
        }
        if (look != null) {
            seen = number;
            labState.saw(look);
        } else if (problem != null) {
            lost(text(problem));
        }
    }

    private synchronized void lost(String reason) {
        if (!closed) {
            labState.lost(reason);
        }
    }

    private static String text(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause instanceof EngineException exception
                ? "the manager does not answer: " + exception.text()
                : String.valueOf(cause.getMessage());
    }

    /** Nothing is shown from then on: what is asked at this moment fails, and the lab may be gone from the board. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        poller.close();
        threads.shutdownNow();
        source.close();
    }
}
