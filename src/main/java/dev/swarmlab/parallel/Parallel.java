package dev.swarmlab.parallel;

import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Runs tasks at the same time, each in a thread of its own. {@link #allOrFirstFailure} interrupts the others when one
 * fails, {@link #allWithEveryFailure} does not. Both return only after every task has ended, so that a cleanup
 * afterwards sees everything that the tasks have created.
 */
public final class Parallel {

    private final boolean serial;

    /** @param serial runs the tasks one by one in their order, for debugging */
    public Parallel(boolean serial) {
        this.serial = serial;
    }

    /** Runs all tasks. When one fails, the others are interrupted, and the first failure is thrown. */
    public void allOrFirstFailure(List<? extends Runnable> tasks) {
        List<RuntimeException> failures = run(tasks, true, tasks.size());
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /** Runs every task to its end. Throws the first failure, with the others as suppressed exceptions. */
    public void allWithEveryFailure(List<? extends Runnable> tasks) {
        List<RuntimeException> failures = run(tasks, false, tasks.size());
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /**
     * The results of several calls that run at the same time, in the order of the calls. When one fails, the others are
     * interrupted, and the first failure is thrown.
     */
    public <T> List<T> answers(List<? extends Callable<T>> calls) {
        return answers(calls, calls.size());
    }

    /**
     * As {@link #answers(List)}, for calls that take much processor time or memory.
     *
     * @param most how many calls run at the same time, at least 1; the others wait
     */
    public <T> List<T> answers(List<? extends Callable<T>> calls, int most) {
        List<List<T>> results = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (Callable<T> call : calls) {
            List<T> result = new ArrayList<>(1);
            results.add(result);
            tasks.add(() -> result.add(resultOf(call)));
        }
        List<RuntimeException> failures = run(tasks, true, most);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return results.stream().map(result -> result.get(0)).toList();
    }

    private static <T> T resultOf(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException exception) {
            throw exception;
        } catch (Exception exception) {
            throw new IllegalStateException(exception);
        }
    }

    private List<RuntimeException> run(List<? extends Runnable> tasks, boolean stopAtFirst, int most) {
        if (tasks.size() == 1 || serial) {
            return inOrder(tasks, stopAtFirst);
        }
        List<RuntimeException> failures = new ArrayList<>();
        ExecutorService threads = Threads.pool("swarmlab-task", Math.max(1, Math.min(most, tasks.size())));
        try {
            ExecutorCompletionService<Void> completion = new ExecutorCompletionService<>(threads);
            List<Future<Void>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(completion.submit(task, null)));
            boolean interrupted = false;
            // A task that had not started when the threads were shut down never ends.
            for (int ended = 0; ended < running.size(); ) {
                try {
                    completion.take().get();
                    ended++;
                } catch (ExecutionException | CancellationException exception) {
                    ended++;
                    failures.add(asRuntime(exception));
                    if (stopAtFirst && failures.size() == 1) {
                        ended += threads.shutdownNow().size();
                    }
                } catch (InterruptedException exception) {
                    interrupted = true;
                    failures.add(Failure.of(FailureKind.INTERRUPTED, "interrupted"));
                    ended += threads.shutdownNow().size();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } finally {
            threads.shutdownNow();
        }
        return failures;
    }

    private static List<RuntimeException> inOrder(List<? extends Runnable> tasks, boolean stopAtFirst) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException exception) {
                failures.add(exception);
                if (stopAtFirst) {
                    break;
                }
            }
        }
        return failures;
    }

    private static RuntimeException asRuntime(Exception exception) {
        Throwable cause = exception instanceof ExecutionException ? exception.getCause() : exception;
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
