package dev.swarmlab.check;

import dev.swarmlab.report.JUnitXml;
import dev.swarmlab.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The results of a lab's checks. */
public record CheckReport(String lab, List<CheckResult> results) implements CheckResults {

    public CheckReport {
        results = List.copyOf(results);
    }

    /**
     * A check in JSON and YAML.
     *
     * @param outcome {@code passed}, {@code failed} or {@code unavailable}
     * @param reason why it did not pass; empty when it passed
     * @param hint the hint of the lab file; null without one
     */
    public record Line(
            String name,
            String outcome,
            String reason,
            @Nullable String hint,
            double seconds) {}

    /** The report in JSON and YAML. */
    public record Data(String lab, long passed, long failed, long unavailable, List<Line> checks) {}

    @Override
    public boolean hasFailed() {
        return results.stream().anyMatch(CheckResult::hasFailed);
    }

    @Override
    public Data data() {
        return new Data(
                lab,
                count(Outcome.PASSED),
                count(Outcome.FAILED),
                count(Outcome.UNAVAILABLE),
                results.stream()
                        .map(result -> new Line(
                                result.name(),
                                name(result.outcome()),
                                result.reason(),
                                result.hint(),
                                seconds(result.took())))
                        .toList());
    }

    private long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** A table of the checks, then the reason and the hint of each check that did not pass, then the summary. */
    @Override
    public String table() {
        Table table = new Table("CHECK", "RESULT", "TIME");
        List<String> details = new ArrayList<>();
        for (CheckResult result : results) {
            table.row(symbol(result.outcome()) + " " + result.name(), name(result.outcome()), time(result.took()));
        }
        for (CheckResult result : results) {
            if (result.outcome() != Outcome.PASSED) {
                details.add("\n" + symbol(result.outcome()) + " " + result.name() + ": " + result.reason() + "\n"
                        + (result.hint() == null ? "" : "  " + result.hint() + "\n"));
            }
        }
        return table.text() + String.join("", details) + "\n" + summary() + "\n";
    }

    /** As in {@code 5 passed, 1 unavailable}, or {@code no checks}. */
    @Override
    public String summary() {
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            if (count(outcome) > 0) {
                parts.add(count(outcome) + " " + name(outcome));
            }
        }
        return parts.isEmpty() ? "no checks" : String.join(", ", parts);
    }

    /** The report in the XML format of JUnit, which CI servers read. An unavailable check counts as skipped. */
    @Override
    public JUnitXml junit() {
        return JUnitXml.of(new JUnitXml.Suite(lab, tests()));
    }

    @Override
    public Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        results.forEach(result -> lines.put(
                result.name(),
                result.name() + ": " + name(result.outcome())
                        + (result.reason().isEmpty() ? "" : ", " + result.reason())));
        return lines;
    }

    /** Each check as a test. A check that is unavailable is a test that was skipped. */
    public List<JUnitXml.TestCase> tests() {
        return results.stream().map(CheckReport::test).toList();
    }

    private static JUnitXml.TestCase test(CheckResult result) {
        JUnitXml.Outcome outcome =
                switch (result.outcome()) {
                    case PASSED -> JUnitXml.Outcome.PASSED;
                    case FAILED -> JUnitXml.Outcome.FAILED;
                    case UNAVAILABLE -> JUnitXml.Outcome.SKIPPED;
                };
        return new JUnitXml.TestCase(
                result.name(),
                seconds(result.took()),
                outcome,
                result.reason(),
                Objects.requireNonNullElse(result.hint(), ""));
    }

    private static String symbol(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case UNAVAILABLE -> "-";
        };
    }

    private static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String time(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", seconds(duration));
    }
}
