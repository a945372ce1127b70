package dev.swarmlab.cli;

import dev.swarmlab.console.LabsProgress;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.engine.EngineFailure;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does the same work for several labs, some at the same time. A lab that fails does not stop the others. */
final class EachLab {

    /**
     * What became of a lab.
     *
     * @param value the result of the work; null if it failed
     * @param failure null if it did not fail
     */
    record Result<T>(
            String lab, @Nullable T value, @Nullable Failure failure, Duration took) {

        boolean hasFailed() {
            return failure != null;
        }

        /** What happened, why, and what to do; empty if it did not fail. */
        String error() {
            if (failure == null) {
                return "";
            }
            String advice = failure.advice();
            return failure.getMessage() + (advice == null ? "" : "\n" + advice);
        }
    }

    /** The least number of labs that are read at the same time: reading one mostly waits for its nodes. */
    private static final int LEAST_READERS = 4;

    private final Parallel parallel;
    private final LabsProgress progress;
    private final int jobs;

    /** @param jobs for how many labs the work is done at the same time */
    EachLab(Parallel parallel, LabsProgress progress, int jobs) {
        this.parallel = parallel;
        this.progress = progress;
        this.jobs = jobs;
    }

    /**
     * @param work done for each lab, with its progress
     * @param summary a few words about a result, as in {@code ready}
     * @throws Failure of kind {@link FailureKind#INTERRUPTED} after Ctrl-C
     */
    <T> List<Result<T>> run(
            List<String> labs, BiFunction<String, Progress, T> work, Function<? super T, String> summary) {
        return parallel.answers(
                labs.stream()
                        .map(lab -> (Callable<Result<T>>) () -> work(lab, work, summary))
                        .toList(),
                jobs);
    }

    private <T> Result<T> work(String lab, BiFunction<String, Progress, T> work, Function<? super T, String> summary) {
        long began = System.nanoTime();
        Progress ofLab = progress.begin(lab);
        try {
            T value = work.apply(lab, ofLab);
            progress.end(lab, true, summary.apply(value));
            return new Result<>(lab, value, null, since(began));
        } catch (Failure failure) {
            return failed(lab, failure, began);
        } catch (EngineException exception) {
            return failed(lab, EngineFailure.of(exception), began);
        }
    }

    private <T> Result<T> failed(String lab, Failure failure, long began) {
        progress.end(lab, false, failure.text());
        if (failure.kind() == FailureKind.INTERRUPTED) {
            throw failure;
        }
        return new Result<>(lab, null, failure, since(began));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** How many labs are read or checked at the same time: one for each processor of the engine's host, at least four. */
    static int readers(Engine engine) {
        return Math.max(LEAST_READERS, engine.info().processors());
    }

    /** @throws Failure that names the labs that failed, and why, if there are any */
    static void requireAll(List<? extends Result<?>> results) {
        List<? extends Result<?>> failed =
                results.stream().filter(Result::hasFailed).toList();
        if (!failed.isEmpty()) {
            StringBuilder text = new StringBuilder(failed.size() + " of " + results.size() + " labs failed");
            failed.forEach(result ->
                    text.append('\n').append(result.lab()).append(": ").append(result.error()));
            throw Failure.of(FailureKind.FAILED, text.toString());
        }
    }
}
