package dev.swarmlab.cli;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.CheckResults;
import dev.swarmlab.check.GroupCheckReport;
import dev.swarmlab.check.GroupCheckReport.OfLab;
import dev.swarmlab.check.Outcome;
import dev.swarmlab.console.Console;
import dev.swarmlab.engine.Engine;
import dev.swarmlab.engine.EngineException;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.lab.LabResources;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.labfile.LabFile;
import dev.swarmlab.labfile.Student;
import dev.swarmlab.parallel.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The checks of several labs, some at the same time. A lab that can't be checked, since its nodes are stopped, is a failed check. */
final class GroupChecks implements AutoCloseable {

    private static final String REACHABLE = "the lab answers";

    private final Console console;
    private final Engine engine;
    private final Parallel parallel;
    private final List<LabResources> labs;
    private final int atOnce;
    private final Map<String, CheckableLab> open = new ConcurrentHashMap<>();
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    GroupChecks(Console console, Engine engine, Parallel parallel, List<LabResources> labs) {
        this.console = console;
        this.engine = engine;
        this.parallel = parallel;
        this.labs = labs;
        this.atOnce = EachLab.readers(engine);
    }

    /**
     * Reads the lab files. To be called first.
     *
     * @param file the lab file for all labs; null for that of each
     * @param within the time limit of every check; null for the limit that each has in the lab file
     */
    void open(@Nullable String file, @Nullable Duration within) {
        parallel.answers(labs.stream().map(lab -> open(lab, file, within)).toList(), atOnce);
    }

    /** @return a call whose answer is whether the lab can be checked */
    private Callable<Boolean> open(LabResources lab, @Nullable String file, @Nullable Duration within) {
        return () -> {
            LabFile labFile = new LabFiles(console).of(lab, file);
            try {
                open.put(lab.name(), CheckableLab.of(engine, lab, labFile, parallel, within));
                return true;
            } catch (Failure | EngineException unreachable) {
                reasons.put(lab.name(), String.valueOf(unreachable.getMessage()));
                return false;
            }
        };
    }

    /** The checks of the first lab that can be checked. */
    List<Check> checks() {
        return labs.stream()
                .map(lab -> open.get(lab.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(CheckableLab::wanted)
                .orElse(List.of());
    }

    /** Repeats the checks of all labs until they pass or their time is over. */
    CheckResults run() {
        return report(CheckableLab::run);
    }

    /** Runs the read-only checks of all labs once. */
    CheckResults runOnce() {
        return report(CheckableLab::runOnce);
    }

    private CheckResults report(Function<CheckableLab, List<CheckResult>> work) {
        List<Callable<OfLab>> tasks = new ArrayList<>();
        for (LabResources lab : labs) {
            tasks.add(() -> {
                CheckableLab opened = open.get(lab.name());
                List<CheckResult> results = opened == null
                        ? List.of(unreachable(reasons.getOrDefault(lab.name(), "")))
                        : results(opened, work);
                return new OfLab(lab.student().map(Student::name).orElse(null), new CheckReport(lab.name(), results));
            });
        }
        return new GroupCheckReport(parallel.answers(tasks, atOnce));
    }

    private static List<CheckResult> results(CheckableLab lab, Function<CheckableLab, List<CheckResult>> work) {
        try {
            return work.apply(lab);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return List.of(unreachable(failure.getMessage()));
        } catch (EngineException exception) {
            return List.of(unreachable(exception.text()));
        }
    }

    private static CheckResult unreachable(String reason) {
        return new CheckResult(REACHABLE, Outcome.FAILED, reason, null, Duration.ZERO);
    }

    @Override
    public void close() {
        open.values().forEach(CheckableLab::close);
    }
}
