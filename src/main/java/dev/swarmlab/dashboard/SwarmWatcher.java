package dev.swarmlab.dashboard;

import dev.swarmlab.engine.EngineException;
import dev.swarmlab.parallel.Threads;
import dev.swarmlab.readiness.Patience;
import dev.swarmlab.swarm.NodeDaemon;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Polls a swarm until it is closed: on each event of a manager, and at intervals, since Docker has no events for tasks.
 * When a manager does not answer, the next poll starts while the former is pending.
 */
public final class SwarmWatcher implements AutoCloseable {

    private static final Duration PAUSE_WITH_VIEWERS = Duration.ofMillis(500);
    private static final Duration PAUSE_WITHOUT_VIEWERS = Duration.ofSeconds(2);

    /** With many swarms, each is polled less often: at most ten polls a second in all, besides those after events. */
    private static final Duration PAUSE_FOR_EACH_SWARM = Duration.ofMillis(100);

    /** After this time the next poll starts, and the swarm is reported as unreachable. */
    private static final Duration TIMEOUT = Patience.scaled(Duration.ofSeconds(2));

    private static final int MAX_PENDING_POLLS = 4;

    private final SwarmSource source;
    private final LabState labState;
    private final BooleanSupplier hasViewers;
    private final IntSupplier swarms;
    private final Poller poller = new Poller();
    private final ExecutorService threads;
    private final AtomicInteger pending = new AtomicInteger();
    private long lastStarted;
    private long lastAnswered;
    private boolean closed;

    /** @param hasViewers whether a browser is connected; without one it polls less often */
    SwarmWatcher(SwarmSource source, LabState labState, BooleanSupplier hasViewers) {
        this(source, labState, hasViewers, () -> 1);
    }

    /** @param swarms how many swarms the dashboard watches */
    SwarmWatcher(SwarmSource source, LabState labState, BooleanSupplier hasViewers, IntSupplier swarms) {
        this.swarms = swarms;
        this.source = source;
        this.labState = labState;
        this.hasViewers = hasViewers;
        this.threads = Threads.pool("swarmlab-swarm-watch");
    }

    public void start() {
        threads.execute(() -> poller.run(this::poll, this::pause));
        threads.execute(() -> poller.follow(() -> source.followEvents(poller::wakeUp)));
    }

    /** Watches a swarm through the daemon of one of its managers, which is closed with the watcher. */
    public static SwarmWatcher of(String name, NodeDaemon manager, StatePublisher publisher) {
        return new SwarmWatcher(new ManagerSwarmSource(manager), new LabState(name, publisher), publisher::hasViewers);
    }

    private Duration pause() {
        Duration alone = hasViewers.getAsBoolean() ? PAUSE_WITH_VIEWERS : PAUSE_WITHOUT_VIEWERS;
        Duration shared = PAUSE_FOR_EACH_SWARM.multipliedBy(swarms.getAsInt());
        return alone.compareTo(shared) < 0 ? shared : alone;
    }

    private void poll() throws InterruptedException {
        if (pending.get() >= MAX_PENDING_POLLS) {
            return;
        }
        long number = ++lastStarted;
        pending.incrementAndGet();
        CompletableFuture<Void> answered = CompletableFuture.supplyAsync(source::poll, threads)
                .handle((snapshot, failure) -> {
                    pending.decrementAndGet();
                    handleAnswer(number, snapshot, failure);
                    return null;
                });
        try {
            answered.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillPending) {
            reportUnreachable("no manager answered within " + TIMEOUT.toSeconds() + " s");
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception.getCause());
        }
    }

    /** Answers that arrive after the answer to a later poll are ignored. */
    private synchronized void handleAnswer(long number, @Nullable SwarmSnapshot snapshot, @Nullable Throwable failure) {
        if (number < lastAnswered || closed) {
            return;
        }
        if (snapshot != null) {
            lastAnswered = number;
            labState.updateSwarm(snapshot);
        } else if (failure != null) {
            reportUnreachable(text(failure));
        }
    }

    private synchronized void reportUnreachable(String reason) {
        if (!closed) {
            labState.swarmUnreachable(reason);
        }
    }

    private static String text(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof EngineException exception
                ? "the manager does not answer: " + exception.text()
                : String.valueOf(cause.getMessage());
    }

    /** After this the lab's state no longer changes: pending polls fail, and the lab may already have been removed. */
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
