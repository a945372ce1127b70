package dev.swarmlab.cli;

import dev.swarmlab.check.CheckResults;
import dev.swarmlab.console.Console;
import dev.swarmlab.console.Interruption;
import dev.swarmlab.failure.Failure;
import dev.swarmlab.failure.FailureKind;
import dev.swarmlab.labfile.Check;
import dev.swarmlab.readiness.Answer;
import dev.swarmlab.readiness.Await;
import dev.swarmlab.readiness.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows the results of checks, live: a table that is redrawn on a terminal, elsewhere a line for each change. */
final class CheckWatch {

    private static final Duration LONGEST = Duration.ofHours(24);

    /** The pause between two runs. Some checks start a container on every node, which takes processor time. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";

    private final Console console;
    private final Supplier<CheckResults> checks;
    private final ResultOutputOption output;
    private final Map<String, String> shown = new HashMap<>();
    private long nextRun = System.nanoTime();
    private @Nullable CheckResults last;

    /**
     * @param checks runs the read-only checks once
     * @param output if it is no table, standard error gets the changes, and standard output the last report
     */
    CheckWatch(Console console, Supplier<CheckResults> checks, ResultOutputOption output) {
        this.console = console;
        this.checks = checks;
        this.output = output;
    }

    /** @return the exit code */
    int untilAllPass(List<Check> wanted) {
        wanted.stream()
                .filter(check -> !check.isReadOnly())
                .forEach(check -> console.say("not repeated, because it changes the lab: " + check.name()));
        try (Interruption interruption = Interruption.ofThisProcess()) {
            Await.until("every check to pass", Deadline.in(LONGEST), this::poll);
            interruption.tooLate();
            CheckResults report = last;
            if (report != null && !output.isTable()) {
                output.print(console, report.data(), report::table, report::junit);
            }
            return ExitCode.DONE.number();
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                return ExitCode.INTERRUPTED.number();
            }
            throw failure;
        }
    }

    private Answer poll() {
        if (System.nanoTime() - nextRun < 0) {
            return Answer.notYet("the checks run again soon");
        }
        CheckResults report = checks.get();
        show(report);
        last = report;
        nextRun = System.nanoTime() + INTERVAL.toNanos();
        return Answer.readyIf(!report.hasFailed(), report.summary());
    }

    private void show(CheckResults report) {
        if (console.terminal()) {
            console.err().print(HOME_AND_CLEAR + report.table());
            console.err().flush();
            return;
        }
        report.lines().forEach((name, line) -> {
            if (!line.equals(shown.put(name, line))) {
                print(line);
            }
        });
        console.out().flush();
    }

    private void print(String line) {
        if (output.isTable()) {
            console.out().println(line);
        } else {
            console.say(line);
        }
    }
}
