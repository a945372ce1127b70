package dev.swarmlab.cli;

import dev.swarmlab.check.Checks;
import dev.swarmlab.console.Console;
import dev.swarmlab.drill.Drill;
import dev.swarmlab.drill.DrillReport;
import dev.swarmlab.drill.DrillResult;
import dev.swarmlab.drill.GroupDrillReport;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.lab.LabClient;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Scenario;
import dev.swarmlab.parallel.Parallel;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the scenarios of several labs, some at the same time. A lab that can't be used does not stop the others. */
final class GroupDrill {

    private final Console console;
    private final Engine engine;
    private final Parallel parallel;
    private final Duration timeout;
    private final @Nullable Duration within;

    /**
     * @param timeout the limit of each scenario
     * @param within the time limit of every check; null for the limit that each has in the lab file
     */
    GroupDrill(Console console, Engine engine, Parallel parallel, Duration timeout, @Nullable Duration within) {
        this.console = console;
        this.engine = engine;
        this.parallel = parallel;
        this.timeout = timeout;
        this.within = within;
    }

    /**
     * @param file the lab file for all labs; null for that of each
     * @param wanted chooses the scenarios of a lab file
     */
    GroupDrillReport run(List<LabResources> labs, @Nullable String file, Function<LabFile, List<Scenario>> wanted) {
        Map<String, LabResources> byName = new LinkedHashMap<>();
        labs.forEach(lab -> byName.put(lab.name(), lab));
        EachLab each =
                new EachLab(parallel, console.labsProgress(false), engine.info().processors());
        List<EachLab.Result<DrillReport>> results = each.run(
                List.copyOf(byName.keySet()),
                (name, progress) -> drill(Objects.requireNonNull(byName.get(name)), file, wanted),
                DrillReport::summary);
        return new GroupDrillReport(results.stream().map(GroupDrill::report).toList());
    }

    private static DrillReport report(EachLab.Result<DrillReport> result) {
        DrillReport report = result.value();
        return report != null
                ? report
                : new DrillReport(
                        result.lab(),
                        List.of(new DrillResult(
                                "the lab can be used", List.of(), result.error(), List.of(), result.took())));
    }

    private DrillReport drill(LabResources lab, @Nullable String file, Function<LabFile, List<Scenario>> wanted) {
        LabFile labFile = new LabFiles(console).of(lab, file);
        try (LabClient client = LabClient.of(engine, lab)) {
            Checks checks = new Checks(client, labFile, parallel, within);
            Drill drill = new Drill(client, checks, labFile.checks(), parallel, event -> {});
            List<DrillResult> results = new ArrayList<>();
            wanted.apply(labFile).forEach(scenario -> results.add(drill.run(scenario, Deadline.in(timeout))));
            return new DrillReport(lab.name(), results);
        }
    }
}
