package dev.swarmlab.dashboard;

import dev.swarmlab.parallel.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A bounded pool of threads that read and answer requests, each within a time limit. A client that sends only a part of
 * its request, or does not read the response, loses its connection. Further requests wait in an unbounded queue.
 */
final class RequestThreads implements Executor, AutoCloseable {

    /** The limit of the request that the current thread answers. */
    private static final ThreadLocal<TimeLimit> CURRENT = new ThreadLocal<>();

    /** A part of answering a request. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    private final Duration limit;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;

    /**
     * @param count the maximum number of threads
     * @param limit the maximum time to read and answer one request
     */
    RequestThreads(int count, Duration limit) {
        this.limit = limit;
        this.threads = Threads.pool("swarmlab-dashboard-request", count);
        this.timer = Threads.scheduler("swarmlab-dashboard-limit");
    }

    @Override
    public void execute(Runnable request) {
        threads.execute(() -> {
            TimeLimit requestLimit = new TimeLimit();
            CURRENT.set(requestLimit);
            try {
                request.run();
            } finally {
                requestLimit.cancel();
                CURRENT.remove();
            }
        });
    }

    /** Removes the limit of the current request, for a response without end. */
    void removeLimit() {
        TimeLimit requestLimit = CURRENT.get();
        if (requestLimit != null) {
            requestLimit.cancel();
        }
    }

    /** Runs a part of a response without end, such as sending one event, within the limit. */
    void runLimited(Work work) throws IOException, InterruptedException {
        TimeLimit workLimit = new TimeLimit();
        try {
            work.run();
        } finally {
            workLimit.cancel();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    /** Interrupts the thread that created it, unless cancelled in time. That closes a socket the thread waits on. */
    private final class TimeLimit {

        private final Thread thread = Thread.currentThread();
        private final ScheduledFuture<?> timeout =
                timer.schedule(this::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
        private boolean isCancelled;

        private synchronized void interrupt() {
            if (!isCancelled) {
                thread.interrupt();
            }
        }

        synchronized void cancel() {
            isCancelled = true;
            timeout.cancel(false);
        }
    }
}
