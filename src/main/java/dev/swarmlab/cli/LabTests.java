package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.LabsProgress;
import dev.swarmlab.console.LogSection;
import dev.swarmlab.diagnostics.DiagnosticsContext;
import dev.swarmlab.drill.DrillReport;
import dev.swarmlab.drill.LabTest;
import dev.swarmlab.drill.LabTestResult;
import dev.swarmlab.drill.TestQueue;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.UpOptions;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tests labs: one after the other with all their progress, or several at the same time with a line for each. */
final class LabTests {

    /** A lab file that was read, and what is kept of it. */
    record Candidate(LabFile labFile, Origin origin) {}

    /**
     * @param timeout for {@code up} and for each scenario
     * @param within for each check; null for the limit that each check has in the lab file
     * @param diagnosticsFolder as in {@link UpOptions}
     * @param jobs how many labs are tested at the same time
     * @param retries how often a lab that {@code up} could not create is tested again
     */
    record Settings(Duration timeout, @Nullable Duration within, Path diagnosticsFolder, int jobs, int retries) {}

    private record Numbered(int number, Candidate candidate) {}

    private final Console console;
    private final EngineAccess access;
    private final Engine engine;
    private final Parallel parallel;
    private final Settings settings;

    LabTests(Console console, EngineAccess access, Engine engine, Parallel parallel, Settings settings) {
        this.console = console;
        this.access = access;
        this.engine = engine;
        this.parallel = parallel;
        this.settings = settings;
    }

    /**
     * Tests all labs.
     *
     * @param ended is called with each result
     * @return the results in the order of the candidates
     */
    List<LabTestResult> run(List<Candidate> candidates, Progress progress, Consumer<LabTestResult> ended) {
        return settings.jobs() == 1
                ? oneByOne(candidates, progress, ended)
                : atTheSameTime(candidates, console.labsProgress(false), ended);
    }

    private List<LabTestResult> oneByOne(List<Candidate> candidates, Progress progress, Consumer<LabTestResult> ended) {
        List<LabTestResult> results = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String name = candidate.labFile().name();
            progress.lab(name);
            progress.say("\n" + name);
            LogSection section = console.section("swarmlab test " + name);
            try {
                LabTestResult result = test(candidate, progress);
                ended.accept(result);
                results.add(result);
            } finally {
                section.end();
            }
        }
        return results;
    }

    private List<LabTestResult> atTheSameTime(
            List<Candidate> candidates, LabsProgress progress, Consumer<LabTestResult> ended) {
        LabTestResult[] results = new LabTestResult[candidates.size()];
        TestQueue<Numbered> queue = new TestQueue<>(
                IntStream.range(0, candidates.size())
                        .mapToObj(number -> new Numbered(number, candidates.get(number)))
                        .toList(),
                numbered -> numbered.candidate().labFile());
        Runnable worker = () -> {
            for (Optional<Numbered> next = next(queue); next.isPresent(); next = next(queue)) {
                Numbered numbered = next.get();
                try {
                    LabTestResult result = test(numbered.candidate(), progress);
                    results[numbered.number()] = result;
                    ended.accept(result);
                } finally {
                    queue.done(numbered);
                }
            }
        };
        parallel.allOrFirstFailure(Collections.nCopies(Math.min(settings.jobs(), candidates.size()), worker));
        return Arrays.asList(results);
    }

    private static <T> Optional<T> next(TestQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureKind.INTERRUPTED, "interrupted while a lab waited for its test");
        }
    }

    private LabTestResult test(Candidate candidate, LabsProgress progress) {
        String name = candidate.labFile().name();
        Progress ofLab = progress.begin(name);
        boolean ended = false;
        try {
            LabTestResult result = test(candidate, ofLab);
            progress.end(name, !result.hasFailed(), result.hasFailed() ? "failed" : "passed");
            ended = true;
            return result;
        } finally {
            if (!ended) {
                progress.end(name, false, "interrupted");
            }
        }
    }

    /** A check that fails is a result. So only a failed {@code up} is repeated, but not if the lab exists. */
    private LabTestResult test(Candidate candidate, Progress progress) {
        LabTestResult result = testOnce(candidate, progress);
        for (int retry = 1; retry <= settings.retries() && result.up() == null && !result.refused(); retry++) {
            progress.say("up failed, retry " + retry + " of " + settings.retries() + ": " + result.failure());
            result = testOnce(candidate, progress);
        }
        return result;
    }

    private LabTestResult testOnce(Candidate candidate, Progress progress) {
        LabTest labTest = new LabTest(
                engine,
                new ImageSupply(engine, access.recipes()),
                parallel,
                progress,
                event -> progress.say(DrillReport.line(event)));
        DiagnosticsContext context = DiagnosticsFiles.context(console, access, Optional.of(candidate.labFile()));
        UpOptions options = new UpOptions(
                        Deadline.in(settings.timeout()), false, settings.diagnosticsFolder(), false, context)
                .with(OutboundAccess.of(console.environment(), progress::say));
        return labTest.run(
                candidate.labFile(),
                candidate.origin(),
                options,
                new LabTest.Limits(settings.timeout(), settings.within()));
    }
}
