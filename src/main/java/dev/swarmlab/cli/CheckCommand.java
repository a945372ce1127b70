package dev.swarmlab.cli;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.CheckResults;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.LabFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a lab's checks. */
@Command(
        name = "check",
        description = "Run the checks of labs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab check",
            "  swarmlab check stack --within 5s",
            "  swarmlab check --class quickstart --watch",
            "  swarmlab check -o junit > checks.xml",
            "",
            "A check waits until it passes or its time is over. The exit code is 5 if a",
            "check fails. A check that needs a feature that this kernel lacks is",
            "unavailable: it neither passes nor fails."
        })
final class CheckCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private LabsArgument labs = new LabsArgument();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Lab file with the checks. Default: that of the last successful up")
    private @Nullable String file;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Give up a check after this time, as in 5s. Default: its own `within`, else 30s")
    private @Nullable Duration within;

    @Option(
            names = "--watch",
            fallbackValue = "true",
            description = "Repeat the checks until all pass or you press Ctrl-C.")
    private boolean watch;

    @Mixin
    private ResultOutputOption output = new ResultOutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Engine engine = engineOptions.openRunning(console)) {
            LabSelection.Group group = labs.findAll(engine, engineOptions.parallel(), "swarmlab check");
            if (group.isGroup()) {
                try (GroupChecks checks = new GroupChecks(console, engine, engineOptions.parallel(), group.labs())) {
                    checks.open(file, within);
                    return run(checks::run, checks::runOnce, checks.checks());
                }
            }
            LabResources lab = group.single();
            LabFile labFile = new LabFiles(console).of(lab, file);
            try (CheckableLab open = CheckableLab.of(engine, lab, labFile, engineOptions.parallel(), within)) {
                return run(
                        () -> new CheckReport(lab.name(), open.run()),
                        () -> new CheckReport(lab.name(), open.runOnce()),
                        open.wanted());
            }
        }
    }

    private int run(Supplier<CheckResults> all, Supplier<CheckResults> once, List<Check> wanted) {
        if (watch) {
            return new CheckWatch(console, once, output).untilAllPass(wanted);
        }
        CheckResults report = all.get();
        output.print(console, report.data(), report::table, report::junit);
        return (report.hasFailed() ? ExitCode.CHECK_FAILED : ExitCode.DONE).number();
    }
}
