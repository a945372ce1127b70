package dev.swarmlab.parallel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Creates the threads and executors of swarmlab. No other class creates any, which {@code ArchitectureTest} checks. All
 * are daemon threads, except that of {@link #startNonDaemon}: a thread that waits for an engine that never answers must
 * not keep the process alive.
 */
public final class Threads {

    private static final int IDLE_SECONDS = 30;

    private Threads() {}

    /** Starts a thread. */
    public static Thread start(String name, Runnable work) {
        Thread thread = daemon(name, work);
        thread.start();
        return thread;
    }

    /** Starts a thread that keeps the process alive until it ends. */
    public static void startNonDaemon(String name, Runnable work) {
        new Thread(work, name).start();
    }

    /** Runs work in a thread of its own. The future completes exceptionally with what the work throws. */
    public static CompletableFuture<Void> run(String name, Runnable work) {
        return CompletableFuture.runAsync(work, task -> start(name, task));
    }

    /** As {@link #run}, for work that has a result. */
    public static <T> CompletableFuture<T> supply(String name, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> start(name, task));
    }

    /** An executor with as many threads as there are tasks at once. Idle threads end after a while. */
    public static ExecutorService pool(String name) {
        return Executors.newCachedThreadPool(numbered(name));
    }

    /**
     * An executor with a limited number of threads. Further tasks wait in a queue. Idle threads end after a while.
     *
     * @param most at least 1
     */
    public static ExecutorService pool(String name, int most) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), numbered(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** An executor with one thread, for short tasks at given times. */
    public static ScheduledExecutorService scheduler(String name) {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, work -> daemon(name, work));
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static ThreadFactory numbered(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> daemon(name + "-" + number.incrementAndGet(), work);
    }
}
