package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Does the same work for the labs that the user named. A single lab shows its steps, and its failure is that of the
 * command. Of several labs each has a line, and one that fails does not stop the others.
 */
final class GroupWork {

    private final Console console;
    private final Engine engine;
    private final Parallel parallel;
    private final Progress progress;
    private final boolean quiet;

    /** @param progress for the steps of a single lab */
    GroupWork(Console console, Engine engine, Parallel parallel, Progress progress, boolean quiet) {
        this.console = console;
        this.engine = engine;
        this.parallel = parallel;
        this.progress = progress;
        this.quiet = quiet;
    }

    /**
     * Works on as many labs at the same time as the engine's host has processors.
     *
     * @param work done for each lab, with its progress
     * @param summary a few words about a result, as in {@code started}
     * @throws Failure that names the labs of a group that failed, and why
     */
    <T> List<T> each(
            LabSelection.Group group, BiFunction<LabResources, Progress, T> work, Function<? super T, String> summary) {
        return group.isGroup()
                ? several(group.labs(), engine.info().processors(), work, summary)
                : List.of(work.apply(group.single(), progress));
    }

    /** The same for work that mostly waits: all labs at the same time. */
    <T> List<T> allAtOnce(
            LabSelection.Group group, BiFunction<LabResources, Progress, T> work, Function<? super T, String> summary) {
        return group.isGroup()
                ? several(group.labs(), group.labs().size(), work, summary)
                : List.of(work.apply(group.single(), progress));
    }

    private <T> List<T> several(
            List<LabResources> labs,
            int jobs,
            BiFunction<LabResources, Progress, T> work,
            Function<? super T, String> summary) {
        Map<String, LabResources> byName = new LinkedHashMap<>();
        labs.forEach(lab -> byName.put(lab.name(), lab));
        List<EachLab.Result<T>> results = new EachLab(parallel, console.labsProgress(quiet), jobs)
                .run(
                        List.copyOf(byName.keySet()),
                        (name, ofLab) -> work.apply(Objects.requireNonNull(byName.get(name)), ofLab),
                        summary);
        EachLab.requireAll(results);
        return results.stream()
                .flatMap(result -> Stream.ofNullable(result.value()))
                .toList();
    }
}
