package dev.swarmlab.drill;

import dev.swarmlab.check.CheckReport;
import dev.swarmlab.check.CheckResult;
import dev.swarmlab.check.Outcome;
import dev.swarmlab.report.JUnitXml;
import dev.swarmlab.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results of testing labs. */
public record LabTestReport(List<LabTestResult> results) {

    public LabTestReport {
        results = List.copyOf(results);
    }

    /**
     * A lab in JSON and YAML.
     *
     * @param up the duration of its creation in seconds; null if it failed
     * @param down the duration of its removal in seconds; null if it failed or there was nothing to remove
     * @param left the number of leftover containers, networks and volumes
     */
    public record Data(
            String lab,
            boolean passed,
            @Nullable Double up,
            @Nullable String failure,
            CheckReport.Data checks,
            List<DrillReport.Data> drills,
            @Nullable Double down,
            int left) {}

    public List<Data> data() {
        return results.stream()
                .map(result -> new Data(
                        result.lab(),
                        !result.hasFailed(),
                        seconds(result.up()),
                        result.failure(),
                        result.checks().data(),
                        result.drills().data(),
                        seconds(result.down()),
                        result.left()))
                .toList();
    }

    /** The report in the XML format of JUnit, with a suite for each lab. */
    public JUnitXml junit() {
        return JUnitXml.of(
                "swarmlab test",
                results.stream()
                        .map(result -> new JUnitXml.Suite(result.lab(), tests(result)))
                        .toList());
    }

    private static List<JUnitXml.TestCase> tests(LabTestResult result) {
        String failure = Objects.requireNonNullElse(result.failure(), "");
        if (result.up() == null) {
            return List.of(JUnitXml.TestCase.of("up", 0, failure));
        }
        List<JUnitXml.TestCase> tests = new ArrayList<>();
        tests.add(JUnitXml.TestCase.of("up", result.up().toMillis() / 1000.0, ""));
        tests.addAll(result.checks().tests());
        tests.addAll(result.drills().tests());
        if (result.down() == null) {
            tests.add(JUnitXml.TestCase.of("down", 0, failure));
            return tests;
        }
        if (!failure.isEmpty()) {
            tests.add(JUnitXml.TestCase.of("checks and scenarios", 0, failure));
        }
        String leftover = result.left() == 0 ? "" : result.left() + " containers, networks or volumes were left";
        tests.add(JUnitXml.TestCase.of("down", result.down().toMillis() / 1000.0, leftover));
        return tests;
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }

    /** A table of the labs, then all failures, then the checks that this kernel can't run. */
    public String table() {
        Table table = new Table("LAB", "UP", "CHECKS", "DRILLS", "DOWN", "LEFT");
        List<String> failures = new ArrayList<>();
        List<String> unavailable = new ArrayList<>();
        for (LabTestResult result : results) {
            table.row(
                    (result.hasFailed() ? "✗ " : "✓ ") + result.lab(),
                    time(result.up()),
                    result.checks().summary(),
                    result.drills().summary(),
                    result.up() == null ? "-" : time(result.down()),
                    result.left() == 0 ? "nothing" : String.valueOf(result.left()));
            if (result.failure() != null) {
                failures.add("✗ " + result.lab() + ": " + result.failure());
            }
            checks(result).forEach(check -> {
                String line = " " + result.lab() + ", " + check.name() + ": " + check.reason();
                if (check.outcome() == Outcome.FAILED) {
                    failures.add("✗" + line);
                } else if (check.outcome() == Outcome.UNAVAILABLE) {
                    unavailable.add("-" + line);
                }
            });
            result.drills().results().stream()
                    .filter(drill -> drill.failure() != null)
                    .forEach(drill ->
                            failures.add("✗ " + result.lab() + ", " + drill.scenario() + ": " + drill.failure()));
        }
        return table.text() + paragraph("Failed:", failures) + paragraph("Unavailable on this kernel:", unavailable);
    }

    private static Stream<CheckResult> checks(LabTestResult result) {
        return Stream.concat(
                result.checks().results().stream(),
                result.drills().results().stream()
                        .flatMap(drill -> drill.checks().stream())
                        .filter(CheckResult::hasFailed));
    }

    private static String paragraph(String heading, List<String> lines) {
        return lines.isEmpty() ? "" : "\n" + heading + "\n" + String.join("\n", lines) + "\n";
    }

    private static String time(@Nullable Duration duration) {
        return duration == null ? "failed" : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
