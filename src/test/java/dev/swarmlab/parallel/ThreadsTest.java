package dev.swarmlab.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadsTest {

    private static String nameAndKind() {
        Thread thread = Thread.currentThread();
        return thread.getName() + (thread.isDaemon() ? " daemon" : "");
    }

    @Test
    void a_thread_has_its_name_and_keeps_no_process_alive() {
        CompletableFuture<String> seen = new CompletableFuture<>();

        Threads.start("work", () -> seen.complete(nameAndKind()));

        assertThat(seen.join()).isEqualTo("work daemon");
        assertThat(Threads.supply("answer", ThreadsTest::nameAndKind).join()).isEqualTo("answer daemon");
    }

    @Test
    void a_thread_that_ends_the_process_keeps_it_alive_until_then() {
        CompletableFuture<String> seen = new CompletableFuture<>();

        Threads.startNonDaemon("exit", () -> seen.complete(nameAndKind()));

        assertThat(seen.join()).isEqualTo("exit");
    }

    @Test
    void what_work_throws_completes_its_future() {
        CompletableFuture<Void> failed = Threads.run("work", () -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(failed::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("broken");
    }

    @Test
    void a_pool_has_as_many_threads_as_tasks() {
        ExecutorService pool = Threads.pool("work");

        assertThat(namesOfTasksAtOnce(pool, 3)).containsExactly("work-1 daemon", "work-2 daemon", "work-3 daemon");
        pool.shutdownNow();
    }

    @Test
    void a_limited_pool_has_no_more_threads_than_its_limit() throws InterruptedException {
        ExecutorService pool = Threads.pool("work", 2);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        CompletableFuture<String> third = new CompletableFuture<>();
        IntStream.range(0, 2)
                .forEach(task -> pool.execute(() -> {
                    begun.countDown();
                    await(end);
                }));
        pool.execute(() -> third.complete(nameAndKind()));
        begun.await();

        assertThat(third).isNotDone();
        end.countDown();
        assertThat(third.join()).startsWith("work-").endsWith(" daemon");
        pool.shutdownNow();
    }

    @Test
    void a_scheduler_repeats_its_work() throws InterruptedException {
        ScheduledExecutorService scheduler = Threads.scheduler("clock");
        CountDownLatch thrice = new CountDownLatch(3);
        Set<String> names = new TreeSet<>();
        ScheduledFuture<?> unused = scheduler.scheduleAtFixedRate(
                () -> {
                    names.add(nameAndKind());
                    thrice.countDown();
                },
                1,
                1,
                TimeUnit.MILLISECONDS);

        thrice.await();
        scheduler.shutdownNow();
        assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(names).containsExactly("clock daemon");
    }

    private static Set<String> namesOfTasksAtOnce(ExecutorService pool, int tasks) {
        CountDownLatch all = new CountDownLatch(tasks);
        return IntStream.range(0, tasks)
                .mapToObj(task -> CompletableFuture.supplyAsync(
                        () -> {
                            all.countDown();
                            await(all);
                            return nameAndKind();
                        },
                        pool))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
