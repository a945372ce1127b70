package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.diagnostics.DiagnosticsContext;
import dev.swarmlab.drill.DrillReport;
import dev.swarmlab.drill.LabTest;
import dev.swarmlab.drill.LabTestReport;
import dev.swarmlab.drill.LabTestResult;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.Origin;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.UpOptions;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests labs from {@code up} to {@code down}. */
@Command(
        name = "test",
        description = "Test labs one after the other: up, checks, drills, down.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab test labs/*.yml",
            "  swarmlab test -o json labs/stack.yml",
            "  swarmlab test labs/discovery.yml --name discovery-test",
            "",
            "The exit code is 5 if a check or a drill fails, 1 if up fails or down leaves",
            "resources behind."
        })
final class TestCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private FileArguments fileArguments = new FileArguments();

    @Mixin
    private OverrideOptions overrideOptions = new OverrideOptions();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "Give up `up` or a scenario after this time, as in 90s or 5m. Default: 10m")
    private Duration timeout = Duration.ofMinutes(10);

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Give up a check after this time, as in 5s. Default: its own `within`, else 30s")
    private @Nullable Duration within;

    @Mixin
    private DiagnosticsOption diagnostics = new DiagnosticsOption();

    @Mixin
    private ResultOutputOption output = new ResultOutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    TestCommand(Console console) {
        this.console = console;
    }

    /** A lab file that was read, and what is kept of it. */
    private record Candidate(ReadResult.Valid reading, Origin origin) {}

    @Override
    public Integer call() {
        LabFileReader reader = new LabFileReader(console.environment(), Path.of(""));
        Overrides overrides = overrideOptions.overrides();
        List<Candidate> candidates = new ArrayList<>();
        for (String file : fileArguments.names()) {
            LabFileSource source = LabFileSource.of(file, console.in());
            ReadResult.Valid reading = reader.readOrFail(source, overrides);
            candidates.add(new Candidate(reading, UpCommand.origin(source, reading, overrides)));
        }
        Progress progress = console.progress();
        Parallel parallel = engineOptions.parallel();
        EngineAccess access = engineOptions.access(console, progress::say);
        List<LabTestResult> results = new ArrayList<>();
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.openForManyTasks(Deadline.in(timeout))) {
            LabTest labTest = new LabTest(
                    engine,
                    new ImageSupply(engine, access.recipes()),
                    parallel,
                    progress,
                    event -> console.say(DrillReport.line(event)));
            LabTest.Limits limits = new LabTest.Limits(timeout, within);
            for (Candidate candidate : candidates) {
                progress.lab(candidate.reading().labFile().name());
                progress.say("\n" + candidate.reading().labFile().name());
                DiagnosticsContext context = DiagnosticsFiles.context(
                        console, access, Optional.of(candidate.reading().labFile()));
                UpOptions options = new UpOptions(Deadline.in(timeout), false, diagnostics.folder(), false, context);
                results.add(labTest.run(candidate.reading().labFile(), candidate.origin(), options, limits));
            }
            interruption.tooLate();
        }
        LabTestReport report = new LabTestReport(results);
        output.print(console, report.data(), report::table, report::junit);
        return exitCode(report).number();
    }

    private static ExitCode exitCode(LabTestReport report) {
        if (report.results().stream().anyMatch(LabTestResult::isBroken)) {
            return ExitCode.FAILED;
        }
        return report.results().stream().anyMatch(LabTestResult::hasFailed) ? ExitCode.CHECK_FAILED : ExitCode.DONE;
    }
}
