package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.drill.LabTestReport;
import dev.swarmlab.drill.LabTestResult;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.Overrides;
import dev.swarmlab.labfile.reader.LabFileReader;
import dev.swarmlab.labfile.reader.LabFileSource;
import dev.swarmlab.labfile.reader.ReadResult;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.readiness.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests labs from {@code up} to {@code down}. */
@Command(
        name = "test",
        description = "Test labs: up, checks, drills, down.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab test labs/*.yml",
            "  swarmlab test -o json labs/stack.yml",
            "  swarmlab test labs/discovery.yml --name discovery-test",
            "  swarmlab test labs/*.yml --jobs 4 --output-dir results",
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

    @Option(
            names = "--jobs",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Test so many labs at the same time. Labs that publish the same port of the host wait for"
                    + " each other. Default: 1")
    private int jobs = 1;

    @Option(
            names = "--retries",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Test a lab again, so many times, if `up` fails, for example because a registry did not"
                    + " answer. A check or scenario that fails is never repeated. Default: 0")
    private int retries;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Also write the results of each lab to DIR/TEST-LAB.xml, in the format of JUnit.")
    private @Nullable Path outputFolder;

    @Mixin
    private DiagnosticsOption diagnostics = new DiagnosticsOption();

    @Mixin
    private ResultOutputOption output = new ResultOutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (jobs < 1 || retries < 0) {
            String option = jobs < 1 ? "--jobs must be at least 1" : "--retries must be at least 0";
            throw Failure.of(FailureKind.WRONG_INPUT, option);
        }
        List<LabTests.Candidate> candidates = candidates();
        Consumer<LabTestResult> ended = result -> {};
        if (outputFolder != null) {
            ended = new ResultFiles(outputFolder)::write;
        }
        Progress progress = console.progress();
        EngineAccess access = engineOptions.access(console, progress::say);
        LabTests.Settings settings = new LabTests.Settings(timeout, within, diagnostics.folder(), jobs, retries);
        List<LabTestResult> results;
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.openForManyTasks(Deadline.in(timeout))) {
            LabTests tests = new LabTests(console, access, engine, engineOptions.parallel(), settings);
            results = tests.run(candidates, progress, ended);
            interruption.tooLate();
        }
        LabTestReport report = new LabTestReport(results);
        output.print(console, report.data(), report::table, report::junit);
        return exitCode(report).number();
    }

    private List<LabTests.Candidate> candidates() {
        LabFileReader reader = new LabFileReader(console.environment(), Path.of(""));
        Overrides overrides = overrideOptions.overrides();
        List<LabTests.Candidate> candidates = new ArrayList<>();
        for (String file : fileArguments.names()) {
            LabFileSource source = LabFileSource.of(file, console.in());
            ReadResult.Valid reading = reader.readOrFail(source, overrides);
            candidates.add(new LabTests.Candidate(reading.labFile(), UpCommand.origin(source, reading, overrides)));
        }
        return candidates;
    }

    private static ExitCode exitCode(LabTestReport report) {
        if (report.results().stream().anyMatch(LabTestResult::isBroken)) {
            return ExitCode.FAILED;
        }
        return report.results().stream().anyMatch(LabTestResult::hasFailed) ? ExitCode.CHECK_FAILED : ExitCode.DONE;
    }
}
