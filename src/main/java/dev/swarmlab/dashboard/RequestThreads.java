package dev.swarmlab.dashboard;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read and answer requests: a bounded number, each of which spends a bounded time on one request. A
 * client that sends half a request, or does not read its answer, loses its connection. Further requests wait in a queue.
 */
final class RequestThreads implements Executor, AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(30);

    /** The limit of the request that a thread answers. */
    private static final ThreadLocal<TimeLimit> CURRENT = new ThreadLocal<>();

    /** One part of the work on a request. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    private final Duration limit;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor clock;

    /**
     * @param count the most threads
     * @param limit the most time for reading a request and answering it
     */
    RequestThreads(int count, Duration limit) {
        this.limit = limit;
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                Threads.named("swarmlab-dashboard"));
        threads.allowCoreThreadTimeOut(true);
        this.clock = new ScheduledThreadPoolExecutor(1, Threads.named("swarmlab-dashboard-clock"));
        clock.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable request) {
        threads.execute(() -> {
            TimeLimit whole = new TimeLimit();
            CURRENT.set(whole);
            try {
                request.run();
            } finally {
                whole.end();
                CURRENT.remove();
            }
        });
    }

    /** Lifts the limit from the request that the current thread answers, for an answer without an end. */
    void liftLimit() {
        TimeLimit whole = CURRENT.get();
        if (whole != null) {
            whole.end();
        }
    }

    /** Runs a part of an answer without an end, such as the sending of one event, under a limit of its own. */
    void limited(Work work) throws IOException, InterruptedException {
        TimeLimit part = new TimeLimit();
        try {
            work.run();
        } finally {
            part.end();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        clock.shutdownNow();
    }

    /** Interrupts the thread that made it unless it ends in time. A socket on which that thread waits is then closed. */
    private final class TimeLimit {

        private final Thread thread = Thread.currentThread();
        private final ScheduledFuture<?> alarm =
                clock.schedule(this::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
        private boolean hasEnded;

        private synchronized void interrupt() {
            if (!hasEnded) {
                thread.interrupt();
            }
        }

        synchronized void end() {
            hasEnded = true;
            alarm.cancel(false);
        }
    }
}
