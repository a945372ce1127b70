package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.image.ImageSupply;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.lab.OutboundAccess;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.Reset;
import dev.swarmlab.provision.reset.ResetReport;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a lab back to the state right after {@code up}. */
@Command(
        name = "reset",
        description = "Bring a lab back to the state right after up.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab reset",
            "  swarmlab reset quickstart -o json",
            "  swarmlab reset --class quickstart",
            "  swarmlab reset --dry-run",
            "",
            "reset removes what was created in the lab since, restores what is missing or",
            "was changed, recreates nodes with changed files, and keeps the rest. All data",
            "of services that are not the lab's is lost. At the end it compares the lab",
            "with the state right after up, and fails if a difference is left."
        })
final class ResetCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Mixin
    private LabsArgument labs = new LabsArgument();

    @Option(
            names = "--dry-run",
            fallbackValue = "true",
            description = "Show how the lab differs from the state right after up, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "Give up after this time, as in 90s or 5m. Default: 5m")
    private Duration timeout = Duration.ofMinutes(5);

    @Option(
            names = {"-q", "--quiet"},
            fallbackValue = "true",
            description = "Print errors only, and with -o json or -o yaml the result.")
    private boolean quiet;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    ResetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Progress progress = console.progress(quiet);
        Parallel parallel = engineOptions.parallel();
        Deadline deadline = Deadline.in(timeout);
        EngineAccess access = engineOptions.access(console, progress::say);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = access.runningOrStarted(deadline).orElseGet(access::openRunning)) {
            LabSelection.Group group = labs.findAll(engine, parallel, "swarmlab reset");
            List<ResetReport> reports = new GroupWork(console, engine, parallel, progress, quiet)
                    .each(group, (lab, ofLab) -> reset(engine, access, lab, ofLab), ResetReport::summary);
            if (!group.isGroup()) {
                show(reports.get(0));
            } else if (!quiet || !output.isTable()) {
                output.print(console, reports, () -> ResetReport.table(reports));
            }
            interruption.tooLate();
            return ExitCode.DONE.number();
        }
    }

    private ResetReport reset(Engine engine, EngineAccess access, LabResources lab, Progress ofLab) {
        LabFile labFile = labFile(lab);
        ImageSupply images = new ImageSupply(engine, access.recipes());
        Reset reset = new Reset(
                engine, images, engineOptions.parallel(), ofLab, OutboundAccess.of(console.environment(), ofLab::say));
        Deadline deadline = Deadline.in(timeout);
        return dryRun ? reset.preview(labFile, deadline) : reset.run(labFile, deadline);
    }

    /** The last {@code up} may have overridden the subnet of the file. */
    private LabFile labFile(LabResources lab) {
        LabFile file = new LabFiles(console).of(lab, null);
        return lab.subnet().map(file::withSubnet).orElse(file);
    }

    private void show(ResetReport report) {
        if (!output.isTable()) {
            output.print(console, report, report::table);
        } else if (!quiet && !report.changes().isEmpty()) {
            output.printTable(console, report.table());
        } else if (!quiet) {
            console.hint("The lab " + report.lab() + " is in the state right after up.");
        }
    }
}
