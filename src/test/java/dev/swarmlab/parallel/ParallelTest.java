package dev.swarmlab.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ParallelTest {

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void all_tasks_run_at_the_same_time() {
        CountDownLatch everybody = new CountDownLatch(20);
        Runnable waitsForTheOthers = () -> {
            everybody.countDown();
            await(everybody);
        };

        new Parallel(false).allOrFirstFailure(Collections.nCopies(20, waitsForTheOthers));

        assertThat(everybody.getCount()).isZero();
    }

    @Test
    void serial_tasks_run_one_by_one_in_their_order() {
        List<Thread> threads = new ArrayList<>();
        List<Runnable> tasks = IntStream.range(0, 5)
                .mapToObj(number -> (Runnable) () -> {
                    done.add("task " + number);
                    threads.add(Thread.currentThread());
                })
                .toList();

        new Parallel(true).allOrFirstFailure(tasks);

        assertThat(done).containsExactly("task 0", "task 1", "task 2", "task 3", "task 4");
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void the_first_failure_interrupts_the_other_tasks_and_waits_for_their_ends() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        Runnable waits = () -> {
            waiting.countDown();
            try {
                never.await();
            } catch (InterruptedException exception) {
                done.add("interrupted");
            }
        };
        Runnable fails = () -> {
            await(waiting);
            throw new IllegalStateException("no");
        };

        assertThatThrownBy(() -> new Parallel(false).allOrFirstFailure(List.of(waits, fails)))
                .hasMessage("no");

        assertThat(done).containsExactly("interrupted");
    }

    @Test
    void at_most_the_given_number_of_calls_run_at_the_same_time() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        List<Callable<Integer>> calls = IntStream.range(0, 12)
                .mapToObj(number -> (Callable<Integer>) () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    three.countDown();
                    await(three);
                    now.decrementAndGet();
                    return number;
                })
                .toList();

        assertThat(new Parallel(false).answers(calls, 3))
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
        assertThat(most).hasValue(3);
    }

    @Test
    void calls_that_wait_for_others_never_start_after_a_failure() {
        Callable<Integer> fails = () -> {
            throw new IllegalStateException("no");
        };
        List<Callable<Integer>> calls = new ArrayList<>(List.of(fails));
        for (int number = 0; number < 100; number++) {
            calls.add(() -> {
                Thread.sleep(20);
                done.add("done");
                return 0;
            });
        }

        assertThatThrownBy(() -> new Parallel(false).answers(calls, 2)).hasMessage("no");

        assertThat(done).hasSizeLessThan(50);
    }

    @Test
    void other_tasks_run_to_their_ends_after_a_failure() {
        CountDownLatch failed = new CountDownLatch(1);
        Runnable fails = () -> {
            failed.countDown();
            throw new IllegalStateException("no");
        };
        Runnable goesOn = () -> {
            await(failed);
            done.add(Thread.currentThread().isInterrupted() ? "interrupted" : "done");
        };

        assertThatThrownBy(() -> new Parallel(false).allWithEveryFailure(List.of(fails, goesOn)))
                .hasMessage("no");

        assertThat(done).containsExactly("done");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void all_failures_are_reported(boolean serial) {
        Runnable one = failing("one");
        Runnable other = failing("other");

        assertThatThrownBy(() -> new Parallel(serial).allWithEveryFailure(List.of(one, () -> done.add("task"), other)))
                .satisfies(first -> assertThat(List.of(
                                String.valueOf(first.getMessage()),
                                String.valueOf(first.getSuppressed()[0].getMessage())))
                        .containsExactlyInAnyOrder("one", "other"));
        assertThat(done).containsExactly("task");
    }

    @Test
    void a_failure_ends_serial_tasks() {
        assertThatThrownBy(() -> new Parallel(true).allOrFirstFailure(List.of(failing("one"), () -> done.add("task"))))
                .hasMessage("one");
        assertThat(done).isEmpty();
    }

    @Test
    void an_interruption_of_the_caller_interrupts_all_tasks_and_stays_set() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(2);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Runnable waits = () -> {
            waiting.countDown();
            try {
                never.await();
            } catch (InterruptedException exception) {
                done.add("interrupted");
            }
        };
        Thread caller = new Thread(() -> {
            try {
                new Parallel(false).allOrFirstFailure(List.of(waits, waits));
            } catch (Failure failure) {
                thrown.set(failure);
                done.add(Thread.currentThread().isInterrupted() ? "known" : "forgotten");
            }
        });
        caller.start();
        await(waiting);

        caller.interrupt();
        caller.join();

        assertThat(done).containsExactly("interrupted", "interrupted", "known");
        assertThat(thrown.get()).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                .isEqualTo(FailureKind.INTERRUPTED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void results_are_in_the_order_of_the_calls(boolean serial) {
        CountDownLatch second = new CountDownLatch(serial ? 0 : 1);
        List<Callable<String>> calls = List.of(
                () -> {
                    await(second);
                    return "first";
                },
                () -> {
                    second.countDown();
                    return "second";
                });

        assertThat(new Parallel(serial).answers(calls)).containsExactly("first", "second");
    }

    @Test
    void no_tasks_take_no_time() {
        new Parallel(false).allOrFirstFailure(List.of());

        assertThat(new Parallel(false).answers(List.of())).isEmpty();
    }

    @Test
    void an_error_of_a_task_is_thrown_unchanged() {
        Runnable mistaken = () -> {
            throw new AssertionError("mistake");
        };

        assertThatThrownBy(() -> new Parallel(false).allWithEveryFailure(List.of(mistaken, () -> done.add("task"))))
                .isInstanceOf(AssertionError.class);
    }

    private static Runnable failing(String message) {
        return () -> {
            throw new IllegalStateException(message);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException exception) {
            throw new AssertionError(exception);
        }
    }
}
