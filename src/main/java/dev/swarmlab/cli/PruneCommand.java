package dev.swarmlab.cli;

import dev.swarmlab.access.LocalArtifacts;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.prune.Prune;
import dev.swarmlab.prune.PruneItem;
import dev.swarmlab.prune.PrunePlan;
import dev.swarmlab.prune.PrunePlanner;
import dev.swarmlab.prune.PruneReport;
import dev.swarmlab.prune.PruneScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what is no longer needed. */
@Command(
        name = "prune",
        description = "Remove expired labs, leftovers, and images that no lab uses.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab prune --dry-run",
            "  swarmlab prune",
            "  swarmlab prune --expired --yes",
            "  swarmlab prune --images --all",
            "",
            "Leftovers are what an up, a down or a doctor leaves when it is killed. Images",
            "are those that swarmlab built; images that you pulled or built, and images of",
            "containers, stay. With --expired, --leftovers or --images, prune removes only",
            "what they name. It asks for confirmation, but only on a terminal. It never",
            "waits: a lab that another command changes is skipped."
        })
final class PruneCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Option(
            names = "--expired",
            fallbackValue = "true",
            description = "Remove labs whose --ttl has passed or whose --process has ended.")
    private boolean expired;

    @Option(
            names = "--leftovers",
            fallbackValue = "true",
            description = "Remove what commands that were killed have left.")
    private boolean leftovers;

    @Option(
            names = "--images",
            fallbackValue = "true",
            description = "Remove images that swarmlab built and no lab uses.")
    private boolean images;

    @Option(
            names = {"-a", "--all"},
            description = "Remove unused node and registry images too. The next up needs more time.")
    private boolean all;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Remove only the lab or the image with this name. Repeatable.")
    private List<String> names = List.of();

    @Option(
            names = "--dry-run",
            fallbackValue = "true",
            description = "Show what prune would remove, and remove nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask for confirmation.")
    private boolean yes;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    PruneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Progress progress = console.progress();
        Optional<Engine> running = engineOptions.access(console, progress::say).runningOrNoLabs();
        if (running.isEmpty()) {
            progress.say("no engine runs, so there is nothing to remove");
            print(PruneReport.empty(dryRun));
            return ExitCode.DONE.number();
        }
        try (Engine engine = running.get()) {
            return prune(engine, progress);
        }
    }

    private int prune(Engine engine, Progress progress) {
        Instant now = Instant.now();
        Parallel parallel = engineOptions.parallel();
        PrunePlanner planner = new PrunePlanner(engine, parallel, scope());
        PrunePlan plan = planner.plan(now);
        PruneReport preview = plan.preview();
        if (dryRun || preview.isEmpty()) {
            print(dryRun ? preview : PruneReport.of(plan.skipped()));
            return ExitCode.DONE.number();
        }
        if (output.isTable()) {
            output.printTable(console, preview.table());
        }
        confirm(preview);
        LocalArtifacts artifacts = new LocalArtifacts(console.environment(), progress::say);
        PruneReport report = new Prune(
                        engine, parallel, progress, planner, lab -> artifacts.remove(engine.address(), lab))
                .run(plan, now);
        if (output.isTable()) {
            report.skippedSince(plan).forEach(item -> progress.say(item.name() + " was skipped: " + item.reason()));
            console.out().println(report.conclusion());
        } else {
            output.print(console, report, report::table);
        }
        failIfIncomplete(report);
        return ExitCode.DONE.number();
    }

    private PruneScope scope() {
        boolean everything = !expired && !leftovers && !images;
        return new PruneScope(
                everything || expired, everything || leftovers, everything || images, all, Set.copyOf(names));
    }

    /** Where the output is data for programs, the user sees the table on standard error. */
    private void confirm(PruneReport preview) {
        String question = "Remove " + preview.counted() + " (" + preview.total() + ")?";
        Confirmation.of(console, yes, output.isTable() ? question : preview.table() + question);
    }

    private void print(PruneReport report) {
        output.print(console, report, () -> report.table() + report.conclusion() + "\n");
    }

    private static void failIfIncomplete(PruneReport report) {
        List<PruneItem> failures = report.failures();
        if (!failures.isEmpty()) {
            PruneItem first = failures.get(0);
            throw Failure.of(
                            FailureKind.FAILED,
                            "not removed: "
                                    + String.join(
                                            ", ",
                                            failures.stream()
                                                    .map(PruneItem::name)
                                                    .toList()))
                    .because(first.reason())
                    .advise("Run the command again, or see what the engine lacks with: swarmlab doctor");
        }
    }
}
