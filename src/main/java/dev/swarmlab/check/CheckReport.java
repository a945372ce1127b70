package dev.swarmlab.check;

import dev.swarmlab.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of a lab's checks. */
public record CheckReport(String lab, List<CheckResult> results) {

    public CheckReport {
        results = List.copyOf(results);
    }

    /**
     * A check as machines read it.
     *
     * @param outcome {@code passed}, {@code failed} or {@code unavailable}
     */
    public record Line(
            String name,
            String outcome,
            String reason,
            @Nullable String hint,
            double seconds) {}

    /** The report as machines read it. */
    public record Data(String lab, long passed, long failed, long unavailable, List<Line> checks) {}

    public boolean hasFailed() {
        return results.stream().anyMatch(CheckResult::hasFailed);
    }

    public Data data() {
        return new Data(
                lab,
                count(Outcome.PASSED),
                count(Outcome.FAILED),
                count(Outcome.UNAVAILABLE),
                results.stream()
                        .map(result -> new Line(
                                result.name(),
                                word(result.outcome()),
                                result.reason(),
                                result.hint(),
                                seconds(result.took())))
                        .toList());
    }

    private long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** For people: a line for each check, and below it why it failed and what to look at. */
    public String table() {
        Table table = new Table("CHECK", "RESULT", "TIME");
        List<String> below = new ArrayList<>();
        for (CheckResult result : results) {
            table.row(sign(result.outcome()) + " " + result.name(), word(result.outcome()), time(result.took()));
        }
        for (CheckResult result : results) {
            if (result.outcome() != Outcome.PASSED) {
                below.add("\n" + sign(result.outcome()) + " " + result.name() + ": " + result.reason() + "\n"
                        + (result.hint() == null ? "" : "  " + result.hint() + "\n"));
            }
        }
        return table.text() + String.join("", below) + "\n" + summary() + "\n";
    }

    /** As in {@code 5 passed, 1 unavailable}. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            if (count(outcome) > 0) {
                parts.add(count(outcome) + " " + word(outcome));
            }
        }
        return parts.isEmpty() ? "no checks" : String.join(", ", parts);
    }

    /** In the XML format that CI servers read test results from. What is unavailable counts as skipped. */
    public String junit() {
        return JUnitXml.of(this);
    }

    static String sign(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case UNAVAILABLE -> "-";
        };
    }

    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String time(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", seconds(duration));
    }
}
