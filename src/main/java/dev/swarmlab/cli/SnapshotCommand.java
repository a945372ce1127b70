package dev.swarmlab.cli;

import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.engine.DiskUsage;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.engine.choice.EngineAccess;
import dev.swarmlab.lab.LabReport;
import dev.swarmlab.lab.LabSnapshot;
import dev.swarmlab.lab.SnapshotSummary;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.progress.Progress;
import dev.swarmlab.provision.SnapshotRemoval;
import dev.swarmlab.provision.SnapshotRestore;
import dev.swarmlab.provision.SnapshotSave;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves and restores named states of labs. */
@Command(
        name = "snapshot",
        description = "Save named states of labs, and restore them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  swarmlab snapshot save after-exercise-3",
            "  swarmlab snapshot restore after-exercise-3",
            "  swarmlab snapshot ls",
            "  swarmlab snapshot rm after-exercise-3",
            "",
            "down removes a lab with its snapshots."
        })
final class SnapshotCommand implements UsesEngine {

    private static final String TIMEOUT = "5m";
    private static final String NAME = "Snapshot name, as in after-exercise-3.";

    private final Console console;

    SnapshotCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "save",
            description = "Save the state of labs under a name.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab snapshot save after-exercise-3",
                "  swarmlab snapshot save after-exercise-3 --replace",
                "  swarmlab snapshot save after-exercise-3 --class quickstart",
                "",
                "save stops the containers of a lab, copies the data of every node and of the",
                "lab's registry, and starts the lab as it was. Files that were written in a",
                "node outside of /var/lib/docker are not saved."
            })
    int save(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin LabsOption labs,
            @Option(names = "--replace", fallbackValue = "true", description = "Replace a snapshot of that name.")
                    boolean replace,
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = TIMEOUT,
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 90s or 5m. Default: " + TIMEOUT)
                    Duration timeout,
            @Option(
                            names = {"-q", "--quiet"},
                            fallbackValue = "true",
                            description = "Print errors only.")
                    boolean quiet,
            @Mixin EngineOptions engineOptions) {
        LabSnapshot.checkName(name);
        Parallel parallel = engineOptions.parallel();
        Progress progress = console.progress(quiet);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = open(engineOptions, progress, timeout)) {
            LabSelection.Group group = labs.findAll(engine, parallel, "swarmlab snapshot save");
            List<LabSnapshot> saved = new GroupWork(console, engine, parallel, progress, quiet)
                    .each(
                            group,
                            (lab, ofLab) -> new SnapshotSave(engine, parallel, ofLab, Version.number())
                                    .run(lab.name(), name, replace, Deadline.in(timeout)),
                            snapshot -> "saved");
            if (!quiet) {
                console.hint("Restore " + (group.isGroup() ? "a lab" : "it") + " with: swarmlab snapshot restore "
                        + name + " --lab " + saved.get(0).lab());
            }
            interruption.tooLate();
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "restore",
            description = "Bring labs back to the state of a snapshot.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab snapshot restore after-exercise-3",
                "  swarmlab snapshot restore after-exercise-3 --class quickstart",
                "  swarmlab snapshot restore start --from quickstart-ann --lab quickstart-bob",
                "",
                "restore stops the containers of a lab, replaces the data of every node and of",
                "the lab's registry, and starts the lab as it was when the snapshot was saved.",
                "Everything that was done in the lab since is lost. The lab must have the same",
                "nodes as the snapshot. If restore is interrupted, run it again.",
                "With --from, all nodes run afterwards, and join a swarm of the lab's own."
            })
    int restore(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin LabsOption labs,
            @Option(names = "--from", paramLabel = "LAB", description = "Use the snapshot of this lab.") @Nullable
                    String from,
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = TIMEOUT,
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 90s or 5m. Default: " + TIMEOUT)
                    Duration timeout,
            @Option(
                            names = {"-q", "--quiet"},
                            fallbackValue = "true",
                            description = "Print errors only, and with -o json or -o yaml the result.")
                    boolean quiet,
            @Mixin OutputOption output,
            @Mixin EngineOptions engineOptions) {
        Parallel parallel = engineOptions.parallel();
        Progress progress = console.progress(quiet);
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = open(engineOptions, progress, timeout)) {
            LabSelection.Group group = withoutSource(labs.findAll(engine, parallel, "swarmlab snapshot restore"), from);
            List<LabReport> restored = new GroupWork(console, engine, parallel, progress, quiet)
                    .each(
                            group,
                            (lab, ofLab) -> restore(
                                    new SnapshotRestore(engine, parallel, ofLab), lab.name(), name, from, timeout),
                            report -> "restored");
            if (!quiet || !output.isTable()) {
                output.printLabs(console, restored, group.isGroup());
            }
            interruption.tooLate();
            return ExitCode.DONE.number();
        }
    }

    /** A group may contain the lab that has the snapshot. */
    private static LabSelection.Group withoutSource(LabSelection.Group group, @Nullable String from) {
        return group.isGroup()
                ? new LabSelection.Group(
                        group.labs().stream()
                                .filter(lab -> !lab.name().equals(from))
                                .toList(),
                        true)
                : group;
    }

    private static LabReport restore(
            SnapshotRestore restore, String lab, String name, @Nullable String from, Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        return from == null || from.equals(lab)
                ? restore.run(lab, name, deadline)
                : restore.runFrom(from, lab, name, deadline);
    }

    @Command(
            name = "ls",
            description = "List the snapshots of labs.",
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  swarmlab snapshot ls", "  swarmlab snapshot ls quickstart -o json"})
    int list(@Mixin AllLabsArgument labs, @Mixin OutputOption output, @Mixin EngineOptions engineOptions) {
        Optional<Engine> running =
                engineOptions.access(console, console.progress()::say).runningOrNoLabs();
        List<SnapshotSummary> snapshots = List.of();
        if (running.isPresent()) {
            try (Engine engine = running.get()) {
                snapshots = summaries(engine, engineOptions.parallel(), labs);
            }
        }
        List<SnapshotSummary> shown = snapshots;
        output.print(console, shown, () -> SnapshotSummary.table(shown));
        return ExitCode.DONE.number();
    }

    private static List<SnapshotSummary> summaries(Engine engine, Parallel parallel, AllLabsArgument labs) {
        List<LabSnapshot> snapshots = labs.find(EngineSnapshot.of(engine, parallel), "swarmlab snapshot ls").stream()
                .flatMap(lab -> lab.snapshots().complete().stream())
                .toList();
        Optional<DiskUsage> usage = snapshots.isEmpty() ? Optional.empty() : engine.diskUsage();
        return snapshots.stream()
                .map(snapshot -> SnapshotSummary.of(snapshot, usage))
                .toList();
    }

    @Command(
            name = "rm",
            description = "Remove snapshots of labs.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  swarmlab snapshot rm after-exercise-3",
                "  swarmlab snapshot rm after-exercise-2 after-exercise-3 --lab quickstart",
                "  swarmlab snapshot rm after-exercise-3 --class quickstart"
            })
    int remove(
            @Parameters(paramLabel = "NAME", arity = "1..*", description = "Snapshot names.") List<String> names,
            @Mixin LabsOption labs,
            @Option(
                            names = "--timeout",
                            paramLabel = "TIME",
                            defaultValue = TIMEOUT,
                            converter = DurationConverter.class,
                            description = "Give up after this time, as in 90s or 5m. Default: " + TIMEOUT)
                    Duration timeout,
            @Option(
                            names = {"-q", "--quiet"},
                            fallbackValue = "true",
                            description = "Print errors only.")
                    boolean quiet,
            @Mixin EngineOptions engineOptions) {
        Parallel parallel = engineOptions.parallel();
        Progress progress = console.progress(quiet);
        try (Engine engine = engineOptions.access(console, progress::say).openRunning()) {
            LabSelection.Group group = labs.findAll(engine, parallel, "swarmlab snapshot rm");
            new GroupWork(console, engine, parallel, progress, quiet)
                    .each(
                            group,
                            (lab, ofLab) -> {
                                new SnapshotRemoval(engine, parallel, ofLab)
                                        .run(lab.name(), names, Deadline.in(timeout));
                                ofLab.say("removed " + String.join(", ", names));
                                return lab.name();
                            },
                            name -> "removed");
            return ExitCode.DONE.number();
        }
    }

    /** After a restart of the host, the private engine is stopped too. */
    private Engine open(EngineOptions engineOptions, Progress progress, Duration timeout) {
        EngineAccess access = engineOptions.access(console, progress::say);
        return access.runningOrStarted(Deadline.in(timeout)).orElseGet(access::openRunning);
    }
}
