package dev.swarmlab.cli;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.Checks;
import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.drill.Drill;
import dev.swarmlab.drill.DrillReport;
import dev.swarmlab.drill.DrillResult;
import dev.swarmlab.drill.GroupDrillReport;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineSnapshot;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Scenario;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a lab's scenarios. */
@Command(
        name = "drill",
        description = "Run a lab's scenarios: their actions, then the lab's checks.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  swarmlab drill",
            "  swarmlab drill 'the leader is lost'",
            "  swarmlab drill high-availability 'the leader is lost'",
            "  swarmlab drill --class quickstart",
            "",
            "A timeline shows the actions and the reaction of the swarm. Nodes that a",
            "scenario stops are started again at its end, so that it can be repeated.",
            "The exit code is 5 if a check fails, 1 if an action fails."
        })
final class DrillCommand implements Callable<Integer>, UsesEngine {

    private final Console console;

    @Parameters(index = "0", paramLabel = "LAB", arity = "0..1", description = LabName.DESCRIPTION)
    private @Nullable String first;

    @Parameters(
            index = "1",
            paramLabel = "SCENARIO",
            arity = "0..1",
            description = "Scenario name. Default: all scenarios, in order")
    private @Nullable String second;

    @Mixin
    private LabArgumentOption labOption = new LabArgumentOption();

    @Mixin
    private GroupOptions group = new GroupOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Lab file with the scenarios. Default: that of the last successful up")
    private @Nullable String file;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "Give up a scenario after this time, as in 90s or 5m. Default: 10m")
    private Duration timeout = Duration.ofMinutes(10);

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Give up a check after this time, as in 5s. Default: its own `within`, else 30s")
    private @Nullable Duration within;

    @Mixin
    private ResultOutputOption output = new ResultOutputOption();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    DrillCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Parallel parallel = engineOptions.parallel();
        try (Interruption interruption = Interruption.ofThisProcess();
                Engine engine = engineOptions.openRunning(console)) {
            List<LabResources> labs = LabResources.allIn(EngineSnapshot.of(engine, parallel));
            if (group.isGiven()) {
                int exitCode = run(engine, LabSelection.group(labs, group.wanted(names()), "swarmlab drill"));
                interruption.tooLate();
                return exitCode;
            }
            LabResources lab = LabSelection.of(labs, labName(labs), "swarmlab drill");
            LabFile labFile = new LabFiles(console).of(lab, file);
            List<Scenario> wanted = wanted(labFile, scenario(lab));
            try (LabClient open = LabClient.of(engine, lab)) {
                Checks checks = new Checks(open, labFile, parallel, within);
                Drill drill = new Drill(open, checks, labFile.checks(), parallel, event -> {
                    if (output.isTable()) {
                        console.out().println(DrillReport.line(event));
                    }
                });
                int exitCode = run(drill, wanted, lab.name());
                interruption.tooLate();
                return exitCode;
            }
        }
    }

    /** The lab's name besides --class and --all, which is an error. Then the only argument is a scenario. */
    private List<String> names() {
        String name = second == null ? labOption.typed(null) : labOption.typed(first);
        return name == null ? List.of() : List.of(name);
    }

    private int run(Engine engine, LabSelection.Group labs) {
        GroupDrillReport report = new GroupDrill(console, engine, engineOptions.parallel(), timeout, within)
                .run(labs.labs(), file, labFile -> wanted(labFile, first));
        output.print(console, report.data(), report::table, report::junit);
        return (report.hasFailed() ? ExitCode.CHECK_FAILED : ExitCode.DONE).number();
    }

    /** A single argument is a scenario where it names no lab and the lab is clear without it. */
    private @Nullable String labName(List<LabResources> labs) {
        if (second != null || first == null) {
            return labOption.nameOr(first);
        }
        if (labOption.typed(null) != null || labs.stream().noneMatch(lab -> LabSelection.isNamed(lab, first))) {
            String named = labOption.nameOr(null);
            return named == null && labs.size() != 1 ? first : named;
        }
        return first;
    }

    /** The scenario that was named; null when none was. */
    private @Nullable String scenario(LabResources lab) {
        return second != null || (first != null && LabSelection.isNamed(lab, first)) ? second : first;
    }

    private List<Scenario> wanted(LabFile labFile, @Nullable String scenario) {
        List<Scenario> all = labFile.scenarios();
        if (scenario == null && !all.isEmpty()) {
            return all;
        }
        List<Scenario> named =
                all.stream().filter(each -> each.name().equals(scenario)).toList();
        if (named.isEmpty()) {
            String what = scenario == null ? "no scenario" : "no scenario named " + scenario;
            throw Failure.of(FailureKind.WRONG_INPUT, "the lab " + labFile.name() + " has " + what)
                    .because(
                            all.isEmpty()
                                    ? "its file lists none under `scenarios`"
                                    : "there are "
                                            + all.stream()
                                                    .map(each -> "'" + each.name() + "'")
                                                    .collect(Collectors.joining(", ")));
        }
        return named;
    }

    private int run(Drill drill, List<Scenario> scenarios, String lab) {
        List<DrillResult> results = new ArrayList<>();
        for (Scenario each : scenarios) {
            if (output.isTable()) {
                console.out().println((results.isEmpty() ? "" : "\n") + each.name());
            }
            DrillResult result = drill.run(each, Deadline.in(timeout));
            results.add(result);
            if (output.isTable() && result.failure() == null && !result.checks().isEmpty()) {
                console.out().println();
                output.printTable(console, new CheckReport(lab, result.checks()).table());
            }
        }
        DrillReport report = new DrillReport(lab, results);
        if (!output.isTable()) {
            output.print(console, report.data(), report::summary, report::junit);
        }
        boolean anActionFailed = results.stream().anyMatch(result -> result.failure() != null);
        if (anActionFailed) {
            return ExitCode.FAILED.number();
        }
        return (report.hasFailed() ? ExitCode.CHECK_FAILED : ExitCode.DONE).number();
    }
}
